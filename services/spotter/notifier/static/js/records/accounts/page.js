// Accounts: one's own, everybody's, stations' screens, and who saw and changed what.

import { access } from "../../access.js";
import { el } from "../../dom.js";
import { AuditSection } from "./audit.js";
import { ownSection } from "./own.js";
import { PeopleSection } from "./people.js";
import { ScreensSection } from "./screens.js";

export class AccountsPage {
  constructor() {
    this.element = el("div", {}, el("h1", {}, "Accounts"));
  }

  async begin() {
    document.title = "Accounts, Spotter";
    const { me, rights } = await access();
    if (me && me.author !== "local") {
      this.element.append(ownSection(me, rights));
    }
    for (const [right, Section] of SECTIONS) {
      if (rights.has(right)) {
        const section = new Section(rights, me);
        this.element.append(section.element);
        section.load();
      }
    }
  }

  refreshColours() {}
}

/** @type {[string, typeof PeopleSection | typeof ScreensSection | typeof AuditSection][]} */
const SECTIONS = [
  ["accounts:read", PeopleSection],
  ["devices:read", ScreensSection],
  ["audit:read", AuditSection],
];
