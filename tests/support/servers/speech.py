"""What a page says aloud: browsers of machines without sound have no voice."""

from playwright.sync_api import Page

SPEECH = """
window.spoken = [];
window.hasWoken = false;
const voices = [
  { lang: "en-GB", name: "test", default: true },
  { lang: "de-DE", name: "test", default: false },
];
window.SpeechSynthesisUtterance = class extends EventTarget {
  constructor(text) { super(); this.text = text; }
};
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => voices, cancel() {}, addEventListener() {},
  speak({ text, lang, voice }) {
    if (text && window.hasWoken) window.spoken.push([text, lang, voice.lang]);
    window.hasWoken ||= window.event?.type === "click";
  },
} });
"""
"""A browser that has a voice, and notes what it says: those of machines without sound have none.

As WebKit on tablets it says nothing before it was asked to in a tap.
"""
ENGLISH = ("en", "en-GB")
"""The language in which a page says something, and that of the voice."""


def spoken(page: Page) -> list[list[str]]:
    """The sentences, each with its language and that of the voice."""
    found: list[list[str]] = page.evaluate("window.spoken")
    return found
