// The API's answers about channels, as views/v1/alerts/channels.py declares them.

/**
 * @typedef {object} QuietHoursView
 * @property {string} begin HH:MM
 * @property {string} end HH:MM
 * @property {boolean} high_comes
 */

/**
 * @typedef {object} PlanView
 * @property {string} label
 * @property {string[]} class_ids
 * @property {string[]} station_ids
 * @property {string[]} member_ids
 * @property {"low" | "medium" | "high"} lowest_priority
 * @property {QuietHoursView | null} quiet_hours
 * @property {number} from_escalation
 * @property {boolean} has_names
 */

/**
 * @typedef {object} DeliveryView
 * @property {string} delivery_id
 * @property {string[]} alert_ids
 * @property {number} alerts 0: a test
 * @property {number} escalation
 * @property {"waiting" | "delivered" | "withdrawn" | "failed"} state
 * @property {number} attempts
 * @property {string} outcome
 * @property {number} made_ms
 * @property {number | null} due_ms
 * @property {number | null} ended_ms
 */

/**
 * @typedef {object} ChannelView
 * @property {string} channel_id
 * @property {"apprise" | "webhook" | "web_push"} kind
 * @property {boolean} is_gyms
 * @property {PlanView} plan
 * @property {string} leads_to
 * @property {number} made_ms
 * @property {number | null} gone_ms null: it is in use
 * @property {DeliveryView | null} latest
 */

/**
 * @typedef {object} ChannelMade
 * @property {ChannelView} channel
 * @property {string} secret
 */

/**
 * @typedef {object} PushKeyView
 * @property {string} public_key
 */

export {};
