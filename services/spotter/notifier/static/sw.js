// Shows what a push service brings, and opens what it is about. It keeps nothing.
// @ts-nocheck - TypeScript's types of workers contradict those of pages.

const URGENT = "high";
const CHANNELS = "api/v1/channels";
const KEPT = "channel"; // The page keeps there which channel is this browser's.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  const { title, body, url, tag, urgency } = event.data.json();
  const shown = self.registration.showNotification(title, {
    body,
    // A message about the same alert replaces the one before, and is heard again.
    ...(tag ? { tag, renotify: true } : {}),
    requireInteraction: urgency === URGENT,
    icon: "icon.svg",
    data: { url },
  });
  event.waitUntil(shown);
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.url));
});

self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(move(event.newSubscription));
});

/**
 * Leads this browser's channel to its new subscription. Without a sign-in it does not: then what is
 * sent is answered with 410, and the page of channels says that nobody is there any more.
 *
 * @param {PushSubscription | null} made null: the browser has not made one itself
 */
async function move(made) {
  const kept = await caches.match(KEPT);
  const channelId = await kept?.text();
  const answer = channelId ? await fetch(CHANNELS) : null;
  const channels = answer?.ok ? await answer.json() : [];
  const mine = channels.find((one) => one.channel_id === channelId);
  if (!mine) {
    return;
  }
  const { endpoint, keys } = (made ?? (await subscribed())).toJSON();
  const address = { kind: "web_push", endpoint, p256dh: keys.p256dh, auth: keys.auth };
  await fetch(`${CHANNELS}/${channelId}`, {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ plan: mine.plan, address }),
  });
}

async function subscribed() {
  const { public_key } = await fetch("api/v1/push-key").then((answer) => answer.json());
  const how = { userVisibleOnly: true, applicationServerKey: public_key };
  return self.registration.pushManager.subscribe(how);
}

/**
 * Opens the alert in a window of this gym that is there already, else in a new one. The address in
 * the message may be by another name than the one by which this browser knows the gym.
 *
 * @param {string} url
 */
async function open(url) {
  const { hash } = new URL(url);
  const here = new URL(hash || "./", self.registration.scope).href;
  const windows = await self.clients.matchAll({ type: "window" });
  const console = windows.find((one) => one.url.split("#")[0] === self.registration.scope);
  if (!console) {
    await self.clients.openWindow(here);
    return;
  }
  await console.focus();
  await console.navigate(here);
}
