// Where signing in leads, and the words about accounts.

/** @import { Me } from "#page/access.js" */

import assert from "node:assert/strict";
import { test } from "node:test";

import { otherHome, ownAddress } from "#page/signed_in.js";
import { aboutInWords, authorInWords } from "#page/words/audit.js";
import { accountInWords, invitationIn, invitationLink } from "#page/words/account.js";

test("signing in leads back to pages of ours only", () => {
  for (const own of ["members?id=1", "classes", "#rep/2", "?a=b", "history?member=1#x"]) {
    assert.equal(ownAddress(own), own);
  }
  for (const other of ["", "//evil.example", "https://evil.example", "/\\evil", "sign-in?to=x"]) {
    assert.equal(ownAddress(other), "./");
  }
});

test("who may not see the stations begins where they may", () => {
  /** @type {{ records: "there"; problem: string }} */
  const nobody = { records: "there", problem: "" };
  /** @type {Me} */
  const member = { author: "1", name: "Anna", role: "member", member_id: "7" };
  /** @type {Me} */
  const operator = { author: "2", name: "Otto", role: "operator", member_id: null };
  assert.equal(otherHome({ ...nobody, me: member, rights: new Set() }), "members?id=7");
  assert.equal(otherHome({ ...nobody, me: operator, rights: new Set() }), "accounts");
  assert.equal(otherHome({ ...nobody, me: operator, rights: new Set(["stations:read"]) }), "");
});

test("an invitation's secret is in the fragment", () => {
  const link = invitationLink("spotter_invitation_ab-c_d", "https://gym.example/accounts?x=1");
  assert.equal(link, "https://gym.example/sign-in#invitation=spotter_invitation_ab-c_d");
  assert.equal(invitationIn(new URL(link).hash), "spotter_invitation_ab-c_d");
  assert.equal(invitationIn("#rep/1"), "");
});

test("an account says what it is and what keeps it from signing in", () => {
  const scope = { class_ids: ["1"], station_ids: [], member_ids: [] };
  const trainer = {
    role: "trainer",
    scope,
    is_disabled: true,
    is_invited: true,
    is_external: false,
  };
  assert.equal(
    accountInWords(trainer),
    "Trainer, of some, may not sign in, has not chosen a password yet",
  );
});

test("an entry of the audit says by whom it is, even if they have left, and what it is about", () => {
  assert.equal(authorInWords({ author: "1", author_name: "Ida" }), "Ida");
  assert.equal(authorInWords({ author: "1", author_name: "" }), "Somebody who has left");
  assert.equal(authorInWords({ author: "local", author_name: "" }), "This machine");
  assert.match(aboutInWords({ kind: "workout_item", at_ms: 0 }, "Anna"), /^workout item of Anna, /);
  assert.match(aboutInWords({ kind: "class", at_ms: 0 }, ""), /^class, /);
});
