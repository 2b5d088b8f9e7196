// Search and book from any page: one script tag, no dependency, nothing of the page is touched.
//
//   <script src="https://CITY/static/anlauf/widget.js" defer></script>
//   <anlauf-booking service="passport" lang="de">
//     <a href="https://CITY/services/">Book an appointment</a>
//   </anlauf-booking>
//
// The link inside is what people see without this file, without JavaScript, and whenever the city
// does not answer. Everything else lives in a shadow tree, so neither page styles the other.

"use strict";

(() => {
  const HOME = new URL(document.currentScript.src).origin;
  const INTERFACE = `${HOME}/api/v1`;
  const SERVICES_SHOWN = 8;
  const TIMES_SHOWN = 12;
  const APART = 60; // minutes, so that a dozen times are a choice and not one morning

  const WORDS = {
    en: {
      title: "Book an appointment",
      search: "What do you need?",
      find: "Search",
      nothing: "We found no service with these words. Please try others.",
      popular: "Often wanted",
      online: "You can do this online, without an appointment:",
      count: "For how many people?",
      district: "Which district do you live in?",
      districtWhy: "For this service, the office of your district is the one that may help you.",
      show: "Show times",
      times: "Next free times",
      none: "At the moment there is no free time. New times are released every day.",
      more: "All times, filters and the waiting list",
      back: "Back",
      kept: "We keep this time for you until",
      ended: "We could not keep this time any longer. Please choose again.",
      name: "Your name",
      email: "E-mail (optional)",
      emailWhy: "We send you a link with which you confirm, move or cancel.",
      phone: "Phone (optional)",
      book: "Book",
      booked: "Your appointment is booked",
      almost: "Almost done: please open the link we have sent to",
      almostUntil: "Until then we keep the time for you:",
      code: "Your code on arrival",
      bring: "Please bring",
      manage: "Move or cancel",
      again: "Book another appointment",
      other: "This time has just been taken. These are free:",
      broken: "We cannot reach the city at the moment.",
      minutes: "minutes",
    },
    de: {
      title: "Termin buchen",
      search: "Was brauchen Sie?",
      find: "Suchen",
      nothing: "Zu diesen Wörtern haben wir nichts gefunden. Bitte versuchen Sie andere.",
      popular: "Oft gebraucht",
      online: "Das geht online, ganz ohne Termin:",
      count: "Für wie viele Personen?",
      district: "In welchem Bezirk wohnen Sie?",
      districtWhy: "Bei diesem Anliegen ist der Standort Ihres Bezirks für Sie zuständig.",
      show: "Termine zeigen",
      times: "Nächste freie Termine",
      none: "Zurzeit ist kein Termin frei. Jeden Tag kommen neue dazu.",
      more: "Alle Termine, Filter und Warteliste",
      back: "Zurück",
      kept: "Wir halten diesen Termin für Sie frei bis",
      ended: "Wir konnten den Termin nicht länger freihalten. Bitte wählen Sie neu.",
      name: "Ihr Name",
      email: "E-Mail (freiwillig)",
      emailWhy: "Sie bekommen einen Link zum Bestätigen, Verschieben oder Absagen.",
      phone: "Telefon (freiwillig)",
      book: "Buchen",
      booked: "Ihr Termin ist gebucht",
      almost: "Fast fertig: Bitte öffnen Sie den Link, den wir geschickt haben an",
      almostUntil: "So lange halten wir den Termin frei:",
      code: "Ihr Code für die Anmeldung",
      bring: "Bitte bringen Sie mit",
      manage: "Verschieben oder absagen",
      again: "Noch einen Termin buchen",
      other: "Dieser Termin ist gerade vergeben worden. Diese sind frei:",
      broken: "Wir erreichen die Stadt gerade nicht.",
      minutes: "Minuten",
    },
  };

  const LOOK = `
    :host { display: block; color-scheme: light dark; --ink: light-dark(#171a2b, #f1f2f7);
      --paper: light-dark(#fff, #1a1d2e); --line: light-dark(#6d7287, #9ca1b8);
      --deed: light-dark(#171a80, #b5b8ff); --on-deed: light-dark(#fff, #14162a);
      --soft: light-dark(#eef0fb, #262a42); --wrong: light-dark(#a1162a, #ffb3bb); }
    * { box-sizing: border-box; }
    section { font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
      border: 1px solid var(--line); border-radius: .5rem; padding: 1.25rem; max-width: 40rem; }
    h2 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 .75rem; }
    h2:focus { outline: none; }
    p { margin: 0 0 .75rem; }
    form { display: grid; gap: .75rem; margin: 0; }
    label { display: grid; gap: .25rem; font-weight: 600; }
    label span { font-weight: 400; }
    input, select { font: inherit; color: inherit; background: var(--paper); width: 100%;
      border: 1px solid var(--line); border-radius: .25rem; padding: .5rem .75rem; min-height: 2.75rem; }
    button { font: inherit; font-weight: 600; cursor: pointer; min-height: 2.75rem; padding: .5rem 1rem;
      border: 2px solid var(--deed); border-radius: .25rem; background: var(--deed); color: var(--on-deed); }
    button.plain { background: none; color: var(--deed); }
    button.choice { width: 100%; text-align: start; background: none; color: var(--ink);
      border: 1px solid var(--line); font-weight: 400; display: grid; }
    button.choice span:first-child:not(:only-child) { font-weight: 600; }
    button.choice:hover { background: var(--soft); }
    button[disabled] { opacity: .6; cursor: progress; }
    :focus-visible { outline: 3px solid var(--deed); outline-offset: 2px; }
    ul { list-style: none; margin: 0 0 .75rem; padding: 0; display: grid; gap: .5rem; }
    ul.plain { list-style: disc; padding-inline-start: 1.25rem; gap: .25rem; }
    a { color: var(--deed); }
    .code { font-size: 1.5rem; font-weight: 700; letter-spacing: .1em; }
    .wrong { color: var(--wrong); font-weight: 600; }
    .row { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; }
    .row > input { flex: 1 1 12rem; }
  `;

  /** An answer of the city that is no success: what it says, and which times are free instead. */
  class Refusal extends Error {
    constructor(problem) {
      super(problem.detail);
      this.code = problem.code;
      this.instead = problem.instead ?? [];
    }
  }

  async function ask(path, { method = "GET", body } = {}) {
    const headers = body ? { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() } : {};
    const answer = await fetch(INTERFACE + path, { method, headers, body: body && JSON.stringify(body) });
    if (answer.status === 204) return null;
    const said = await answer.json();
    if (!answer.ok) throw new Refusal(said);
    return said;
  }

  /** An element with attributes and children; text stays text, so nothing is ever run. */
  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(key, value);
      else if (value === true) element.setAttribute(key, "");
      else if (value !== false && value != null) element.setAttribute(key, value);
    }
    element.append(...children.filter((child) => child != null && child !== false));
    return element;
  }

  class Booking extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot) return;
      this.language = (this.getAttribute("lang") ?? document.documentElement.lang).slice(0, 2);
      if (!(this.language in WORDS)) this.language = "en";
      this.words = WORDS[this.language];
      const root = this.attachShadow({ mode: "open" });
      const look = new CSSStyleSheet();
      look.replaceSync(LOOK);
      root.adoptedStyleSheets = [look];
      this.frame = make("section", { "aria-label": this.words.title, lang: this.language });
      this.said = make("p", { role: "alert", class: "wrong", hidden: true });
      root.append(make("slot"));
      this.begin();
    }

    /** Nothing is shown before the city has answered once; until then the link inside is. */
    begin() {
      this.attempt(async () => {
        this.offices = new Map((await ask("/offices")).map((office) => [office.key, office]));
        const wanted = this.getAttribute("service");
        if (wanted) await this.choose(wanted);
        else await this.search("");
      });
    }

    async attempt(deed) {
      if (this.busy) return;
      this.busy = true;
      for (const button of this.frame.querySelectorAll("button")) button.disabled = true;
      try {
        await deed();
      } catch (trouble) {
        this.complain(trouble);
      } finally {
        this.busy = false;
        for (const button of this.frame.querySelectorAll("button")) button.disabled = false;
      }
    }

    complain(trouble) {
      if (trouble instanceof Refusal && this.frame.isConnected) {
        this.said.textContent = trouble.message;
        this.said.hidden = false;
        return;
      }
      clearTimeout(this.alarm);
      this.shadowRoot.replaceChildren(
        ...(this.frame.isConnected ? [make("p", { class: "wrong" }, this.words.broken)] : []),
        make("slot"),
      );
    }

    /** One question at a time; its heading is read out and every earlier word is gone. */
    turn(heading, ...children) {
      const first = !this.frame.isConnected;
      this.said.hidden = true;
      const title = make("h2", { tabindex: "-1" }, heading);
      this.frame.replaceChildren(title, this.said, ...children.filter(Boolean));
      if (first) this.shadowRoot.replaceChildren(this.frame);
      else title.focus();
    }

    async search(words) {
      const found = await ask(`/services?${new URLSearchParams({ words, language: this.language })}`);
      const field = make("input", { name: "words", value: words, autocomplete: "off", type: "search" });
      this.turn(
        this.words.title,
        make(
          "form",
          { submit: this.on(() => this.search(field.value)), role: "search" },
          make("label", {}, this.words.search, field),
          make("button", {}, this.words.find),
        ),
        found.length ? !words && make("p", {}, this.words.popular) : make("p", {}, this.words.nothing),
        this.list(found.slice(0, SERVICES_SHOWN), (service) => [
          this.say(service.name),
          () => this.choose(service.key),
        ]),
      );
    }

    async choose(key) {
      this.service = await ask(`/services/${encodeURIComponent(key)}`);
      this.districts = this.service.competence === "district" ? await ask("/districts") : [];
      const count = make("input", { name: "count", type: "number", min: 1, max: 9, value: 1 });
      const district = make(
        "select",
        { name: "district", required: true },
        make("option", { value: "" }, "–"),
        ...this.districts.map((one) => make("option", { value: one.key }, one.name)),
      );
      this.turn(
        this.say(this.service.name),
        this.service.online_url &&
          make("p", {}, this.words.online, " ", make("a", { href: this.service.online_url }, this.say(this.service.name))),
        make(
          "form",
          { submit: this.on(() => this.times(Number(count.value), district.value)) },
          make("label", {}, this.words.count, count),
          this.districts.length
            ? make("label", {}, this.words.district, make("span", {}, this.words.districtWhy), district)
            : null,
          make("div", { class: "row" }, make("button", {}, this.words.show), this.backTo(() => this.search(""))),
        ),
      );
    }

    async times(count, district) {
      this.count = count;
      this.district = district;
      const query = new URLSearchParams({ service: this.service.key, count, most: TIMES_SHOWN, apart: APART });
      if (district) query.set("district", district);
      this.offer(await ask(`/times?${query}`), this.words.times);
    }

    offer(times, heading) {
      this.turn(
        heading,
        times.length ? null : make("p", {}, this.words.none),
        this.list(times, (time) => [this.moment(time), () => this.hold(time), this.place(time)]),
        make("p", {}, make("a", { href: this.elsewhere() }, this.words.more)),
        this.backTo(() => this.choose(this.service.key)),
      );
    }

    async hold(time) {
      const wish = {
        services: [{ service: this.service.key, count: this.count }],
        office: time.office,
        date: time.date,
        time: time.time,
        language: this.language,
      };
      if (this.district) wish.district = this.district;
      try {
        this.held = await ask("/holds", { method: "POST", body: wish });
        this.heldSince = performance.now();
      } catch (trouble) {
        if (!(trouble instanceof Refusal) || !trouble.instead.length) throw trouble;
        this.offer(trouble.instead, this.words.other);
        return;
      }
      this.contact(time);
    }

    contact(time) {
      const until = new Date(this.held.held_until);
      // The reader's clock may be wrong by hours, so it only says how much time has passed.
      const passed = performance.now() - this.heldSince;
      this.alarm = setTimeout(() => this.attempt(() => this.late()), this.held.seconds_left * 1000 - passed);
      const name = make("input", { name: "name", autocomplete: "name", maxlength: 120, required: true });
      const email = make("input", { name: "email", type: "email", autocomplete: "email", maxlength: 254 });
      const phone = make("input", { name: "phone", type: "tel", autocomplete: "tel", maxlength: 30 });
      this.turn(
        this.moment(time),
        make("p", {}, this.place(time)),
        make("p", {}, `${this.words.kept} ${this.clock(until)}.`),
        make(
          "form",
          { submit: this.on(() => this.book({ name: name.value, email: email.value, phone: phone.value })) },
          make("label", {}, this.words.name, name),
          make("label", {}, this.words.email, make("span", {}, this.words.emailWhy), email),
          make("label", {}, this.words.phone, phone),
          make("div", { class: "row" }, make("button", {}, this.words.book), this.backTo(() => this.giveBack())),
        ),
      );
    }

    async late() {
      clearTimeout(this.alarm);
      await this.times(this.count, this.district);
      this.said.textContent = this.words.ended;
      this.said.hidden = false;
    }

    async giveBack() {
      clearTimeout(this.alarm);
      await ask(`/holds/${this.held.key}`, { method: "DELETE" });
      await this.times(this.count, this.district);
    }

    async book(contact) {
      const body = { ...contact, language: this.language };
      let booked;
      try {
        booked = await ask(`/holds/${this.held.key}/confirm`, { method: "POST", body });
      } catch (trouble) {
        if (!(trouble instanceof Refusal) || trouble.code !== "hold_ended") throw trouble;
        await this.late();
        return;
      }
      clearTimeout(this.alarm);
      if (booked.state === "booked") this.done(booked);
      else this.almost(booked, contact.email);
    }

    almost(booked, email) {
      const until = booked.held_until && this.clock(new Date(booked.held_until));
      this.turn(
        this.moment(booked),
        make("p", {}, this.place(booked)),
        make("p", {}, `${this.words.almost} `, make("strong", {}, email)),
        until ? make("p", {}, `${this.words.almostUntil} ${until}`) : null,
      );
    }

    done(booked) {
      this.turn(
        this.words.booked,
        make("p", {}, make("strong", {}, this.moment(booked)), make("br"), this.place(booked)),
        make("p", {}, this.words.code, make("br"), make("span", { class: "code" }, booked.code)),
        this.service.bring.length ? make("p", {}, this.words.bring) : null,
        make("ul", { class: "plain" }, ...this.service.bring.map((paper) => make("li", {}, this.say(paper)))),
        make("p", {}, make("a", { href: `${HOME}/appointment/${booked.key}/` }, this.words.manage)),
        make("button", { class: "plain", type: "button", click: this.on(() => this.search("")) }, this.words.again),
      );
    }

    list(things, told) {
      return make(
        "ul",
        {},
        ...things.map((thing) => {
          const [text, deed, more] = told(thing);
          const children = [make("span", {}, text), more && make("span", {}, more)];
          return make("li", {}, make("button", { class: "choice", type: "button", click: this.on(deed) }, ...children));
        }),
      );
    }

    backTo(deed) {
      return make("button", { class: "plain", type: "button", click: this.on(deed) }, this.words.back);
    }

    on(deed) {
      return (event) => {
        event.preventDefault();
        this.attempt(deed);
      };
    }

    say(wording) {
      return wording[this.language] ?? wording.de ?? Object.values(wording)[0] ?? "";
    }

    /** What the clock on the office's wall shows, whatever zone the reader sits in. */
    moment(time) {
      const day = new Date(`${time.date}T12:00:00Z`);
      const said = day.toLocaleDateString(this.language, {
        weekday: "long",
        day: "numeric",
        month: "long",
        timeZone: "UTC",
      });
      return `${said}, ${time.time}`;
    }

    place(time) {
      const office = this.offices.get(time.office);
      return office ? `${this.say(office.name)}, ${office.street}` : time.office;
    }

    clock(moment) {
      return moment.toLocaleTimeString(this.language, { hour: "2-digit", minute: "2-digit" });
    }

    /** The city's own pages, with what was said here. */
    elsewhere() {
      const said = new URLSearchParams({ count: this.count });
      if (this.district) said.set("district", this.district);
      return `${HOME}/book/${encodeURIComponent(this.service.key)}/?${said}`;
    }
  }

  customElements.define("anlauf-booking", Booking);
})();
