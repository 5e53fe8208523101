// This browser's own push subscription.

/** @import { ChannelMade, PushKeyView } from "./types.js" */

import { ask } from "../../api.js";

const WORKER = "sw.js";
const KEPT = "channel"; // sw.js has the same name for it.
const LONGEST_LABEL = 200;

/**
 * Why this browser cannot be notified, in words; empty if it can.
 */
export function problemHere() {
  if (!window.isSecureContext) {
    return "Browsers take notifications only over https, or on the machine itself.";
  }
  if (!("serviceWorker" in navigator) || !("PushManager" in window)) {
    return "This browser takes no notifications. On an iPhone, add Spotter to the home screen first.";
  }
  return Notification.permission === "denied"
    ? "Notifications of this page are blocked in the browser's settings."
    : "";
}

/**
 * Subscribes this browser and makes its channel; answers with the problem, if there is one.
 *
 * @param {object} plan
 */
export async function subscribeHere(plan) {
  if ((await Notification.requestPermission()) !== "granted") {
    return "The browser was not allowed to show notifications.";
  }
  /** @type {import("../../api.js").Asked<PushKeyView>} */
  const key = await ask("push-key");
  if ("problem" in key) {
    return key.problem;
  }
  try {
    const subscription = await subscribed(key.answer.public_key);
    return await made(subscription, plan);
  } catch {
    return "The browser's push service does not answer; it needs the internet.";
  }
}

/** @param {string} publicKey */
async function subscribed(publicKey) {
  const worker = await navigator.serviceWorker.register(WORKER);
  await navigator.serviceWorker.ready;
  const former = await worker.pushManager.getSubscription();
  if (former && !isFor(former, publicKey)) {
    await former.unsubscribe();
  }
  return worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
}

/**
 * @param {PushSubscription} subscription
 * @param {object} plan
 */
async function made(subscription, plan) {
  const { endpoint, keys } = subscription.toJSON();
  const address = { kind: "web_push", endpoint, p256dh: keys?.p256dh, auth: keys?.auth };
  /** @type {import("../../api.js").Asked<ChannelMade>} */
  const answer = await ask("channels", "POST", { plan, address });
  if ("problem" in answer) {
    return answer.problem;
  }
  const kept = await caches.open(KEPT);
  await kept.put(KEPT, new Response(answer.answer.channel.channel_id));
  return "";
}

/**
 * Ends this browser's subscription if it was that channel's, which is removed.
 *
 * @param {string} channelId
 */
export async function forget(channelId) {
  const kept = window.isSecureContext && (await caches.match(KEPT));
  if (!kept || (await kept.text()) !== channelId) {
    return;
  }
  await caches.delete(KEPT);
  const worker = await navigator.serviceWorker.getRegistration();
  const subscription = await worker?.pushManager.getSubscription();
  await subscription?.unsubscribe();
}

/** What this browser is called in the list. */
export function nameHere() {
  const system = /\(([^;)]+)/.exec(navigator.userAgent)?.[1] ?? "";
  const browser = /(Firefox|Edg|OPR|Chrome|Safari)\//.exec(navigator.userAgent)?.[1] ?? "Browser";
  return `${browser} on ${system || "this device"}`.slice(0, LONGEST_LABEL);
}

/**
 * Whether it was made with this key of the gym, which a restored backup may have changed.
 *
 * @param {PushSubscription} subscription
 * @param {string} publicKey base64url
 */
function isFor(subscription, publicKey) {
  const key = new Uint8Array(subscription.options.applicationServerKey ?? []);
  const text = btoa(String.fromCharCode(...key));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "") === publicKey;
}
