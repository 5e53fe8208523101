// Which content an address of the records names, and the right that it needs.

/** @import { Content } from "./open.js" */

import { AccountsPage } from "./accounts/page.js";
import { SignInPage } from "./accounts/sign_in.js";
import { CheckInPage } from "./checkin/phone.js";
import { CalibrationPage } from "./exercises/calibration/page.js";
import { ChannelsPage } from "./channels/page.js";
import { ClassPage } from "./classes/class.js";
import { ClassList } from "./classes/list.js";
import { ReviewPage } from "./classes/review.js";
import { ExerciseList } from "./exercises/list.js";
import { RecordingPage } from "./exercises/recording.js";
import { HistoryPage } from "./history/page.js";
import { MemberList } from "./members/list.js";
import { MemberPage } from "./members/member.js";
import { ProposalsPage } from "./proposals/page.js";
import { MemberDay } from "./workouts/day.js";
import { WorkoutsOverview } from "./workouts/overview.js";

/** @type {Record<string, string>} */
export const NEEDED = {
  members: "members:read",
  classes: "classes:read",
  workouts: "workouts:read",
  exercises: "exercises:read",
  history: "history:read",
  accounts: "own:read",
  "sign-in": "sign-in:begin",
  channels: "channels:read",
  "check-in": "check-in:begin",
};

/** @type {Record<string, (asked: URLSearchParams) => Content>} */
const CONTENTS = {
  members: (asked) => {
    const memberId = asked.get("id");
    return memberId ? new MemberPage(memberId) : new MemberList();
  },
  classes: (asked) => {
    const reviewed = asked.get("review");
    if (reviewed) {
      return new ReviewPage(reviewed, asked.get("day") ?? "");
    }
    const classId = asked.get("id");
    return classId ? new ClassPage(classId) : new ClassList();
  },
  workouts: (asked) => {
    if (asked.has("proposals")) {
      return new ProposalsPage(asked.get("of") ?? "");
    }
    return asked.get("member") ? new MemberDay(asked) : new WorkoutsOverview();
  },
  exercises: (asked) => {
    const calibrated = asked.get("calibrate");
    if (calibrated !== null) {
      return new CalibrationPage(calibrated, asked.get("version"));
    }
    const stationId = asked.get("new");
    return stationId === null
      ? new ExerciseList()
      : new RecordingPage(stationId, asked.get("name"));
  },
  history: (asked) => new HistoryPage(asked),
  accounts: () => new AccountsPage(),
  "sign-in": (asked) => new SignInPage(asked.get("to") ?? ""),
  channels: () => new ChannelsPage(),
  "check-in": () => new CheckInPage(),
};

/**
 * @param {string} name
 * @param {URLSearchParams} asked
 */
export function contentOf(name, asked) {
  return CONTENTS[name](asked);
}
