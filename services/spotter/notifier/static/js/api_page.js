// The page of the API, drawn by Swagger UI from the description that Spotter gives of itself.

/** @typedef {(options: object) => void} Draw */

const draw = /** @type {{ SwaggerUIBundle: Draw }} */ (/** @type {unknown} */ (globalThis));

draw.SwaggerUIBundle({
  url: "v1/openapi.json",
  dom_id: "#api",
  deepLinking: true,
  docExpansion: "none",
  validatorUrl: null,
});
