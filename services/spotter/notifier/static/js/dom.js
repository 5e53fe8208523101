// Builds elements. Text is only ever set as text, so no outside name can become markup.

const SVG = "http://www.w3.org/2000/svg";
const MAX_PIXEL_RATIO = 2; // Canvas pixels per CSS pixel: more cost time and are not visible.

/**
 * A new element. Attributes that are undefined, null or false are left out, and so are null
 * children.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean | null | undefined>} attributes
 * @param {(Node | string | null)[]} children
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** @param {string} id of an element in index.html, or of one that was made */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`expected an element #${id}; found none`);
  }
  return element;
}

/** @param {string} name of a symbol in index.html */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `icon ${name}`);
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#${name}`);
  svg.append(use);
  return svg;
}

/**
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/**
 * The style sheet's colours as a canvas needs them. A hidden element resolves the variables.
 *
 * @template {string} Name
 * @param {Name[]} names
 * @returns {Record<Name, string>}
 */
export function colours(...names) {
  const probe = document.body.appendChild(el("span", { hidden: true }));
  const found = names.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(found);
}

/** @param {HTMLCanvasElement} canvas */
export function contextOf(canvas) {
  const context = canvas.getContext("2d");
  if (!context) {
    throw new Error("expected a canvas with a 2d context; found none");
  }
  return context;
}

/**
 * Clears a canvas and matches its size to the screen; returns the canvas pixels per CSS pixel.
 *
 * @param {CanvasRenderingContext2D} context
 */
export function clearCanvas(context) {
  const { canvas } = context;
  const pixelRatio = Math.min(devicePixelRatio || 1, MAX_PIXEL_RATIO);
  const width = Math.round(canvas.clientWidth * pixelRatio);
  const height = Math.round(canvas.clientHeight * pixelRatio);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  context.clearRect(0, 0, width, height);
  return pixelRatio;
}
