// Where a new channel leads: a service that Apprise knows, or a program.

import { el, setText } from "../../dom.js";
import { EXAMPLES } from "../../words/channel.js";
import { field } from "../form.js";

const HINTS = {
  apprise: "The address as Apprise writes it. It is kept secret, and not shown again.",
  webhook:
    "An https address. What is sent is signed as Standard Webhooks says; " +
    "the secret to check it by is shown once.",
};

export class AddressFields {
  #kind = select({ apprise: "A service: ntfy, Slack, e-mail, …", webhook: "A program (webhook)" });
  #url = el("input", {
    type: "text",
    required: true,
    maxlength: 2000,
    autocomplete: "off",
    spellcheck: "false",
  });
  #hint = el("p", { class: "quiet" });
  #examples = examples((address) => {
    this.#url.value = address;
    this.#url.focus();
  });

  constructor() {
    this.element = el(
      "div",
      {},
      el("div", { class: "fields" }, field("By", this.#kind), field("Address", this.#url, "wide")),
      this.#hint,
      this.#examples,
    );
    this.#kind.addEventListener("change", () => this.#show());
    this.#show();
  }

  get value() {
    return { kind: this.#kind.value, url: this.#url.value.trim() };
  }

  clear() {
    this.#url.value = "";
  }

  #show() {
    const kind = /** @type {keyof typeof HINTS} */ (this.#kind.value);
    setText(this.#hint, HINTS[kind]);
    this.#examples.hidden = kind !== "apprise";
    this.#url.placeholder = kind === "apprise" ? EXAMPLES[0].address : "https://example.org/hook";
  }
}

/** @param {Record<string, string>} choices */
export function select(choices) {
  const options = Object.entries(choices).map(([value, words]) => el("option", { value }, words));
  return el("select", {}, ...options);
}

/** @param {(address: string) => void} onChosen */
function examples(onChosen) {
  const rows = EXAMPLES.map(({ name, address }) => {
    const button = el(
      "button",
      { type: "button", class: "choice" },
      el("strong", {}, name),
      el("code", {}, address),
    );
    button.addEventListener("click", () => onChosen(address));
    return el("li", {}, button);
  });
  return el(
    "details",
    { class: "examples" },
    el("summary", {}, "Examples"),
    el("ul", { class: "people-list", "aria-label": "Examples" }, ...rows),
    el("p", { class: "quiet" }, "All services: appriseit.com/services"),
  );
}
