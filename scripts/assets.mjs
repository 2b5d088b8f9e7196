// Builds src/anlauf/static/vendor: the design system with its fonts, htmx, and what solves a proof of
// work. Nothing else comes from outside, and no page loads anything from another host.

import { rm } from "node:fs/promises";
import { build } from "esbuild";

const outdir = "src/anlauf/static/vendor";

await rm(outdir, { recursive: true, force: true });
await build({
  stdin: {
    contents: `
      @import "@kern-ux/native/dist/fonts/fira-sans.css";
      @import "@kern-ux/native/dist/kern.min.css";
    `,
    loader: "css",
    resolveDir: ".",
    sourcefile: "kern.css",
  },
  outfile: `${outdir}/kern.css`,
  bundle: true,
  minify: true,
  loader: { ".woff2": "file" },
  assetNames: "fonts/[name]",
  legalComments: "inline",
  logLevel: "warning",
});
await build({
  entryPoints: { htmx: "htmx.org/dist/htmx.min.js" },
  minify: true,
  outdir,
  logLevel: "warning",
});
await build({
  stdin: {
    contents: `export { solveChallengeWorkers } from "altcha/lib";`,
    resolveDir: ".",
    sourcefile: "altcha.js",
  },
  outfile: `${outdir}/altcha.js`,
  bundle: true,
  format: "iife",
  globalName: "altcha",
  minify: true,
  legalComments: "inline",
  logLevel: "warning",
});
// A worker is a file of its own: the pages allow no script from anywhere but this host.
await build({
  entryPoints: { "altcha-worker": "altcha/workers/pbkdf2" },
  minify: true,
  outdir,
  logLevel: "warning",
});
