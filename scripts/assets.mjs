// Builds src/anlauf/static/vendor: the design system with its fonts, and htmx. Nothing else comes
// from outside, and no page loads anything from another host.

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
