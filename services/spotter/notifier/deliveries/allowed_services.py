"""The services of Apprise's that may be used, by how their addresses begin.

Apprise knows others, which write files and logs, show messages on the machine itself, run what is
there, or tell everybody. A new one is added here once somebody has looked at what it does.
"""

_MESSENGERS = """
bale cliq dingtalk discord feishu flock gchat guilded kook lark line matrix matrixs mmost mmosts
ncloud nclouds nctalk nctalks revolt rocket rockets ryver signal signals slack spike stackfield
synology synologys tgram threema twist viber webex wechat wecombot whatsapp workflow workflows
wxteams zcliq zohocliq zoom zulip
"""
_PHONES = """
bark barks chanify gotify gotifys ifttt join notica noticas notifiarr ntfy ntfys pbul pover prowl
psafer psafers push pushdeer pushdeers pushme pushplus pushy schan simplepush spush wxpusher
"""
_MAIL = """
azure brevo mailersend mailgun mailto mailtos o365 postmark resend sendgrid sendpulse ses smtp2go
sparkpost
"""
_TEXT_MESSAGES = """
46elks atalk bulksms burstsms clickatell clicksend d7sms elks exotel freemobile httpsms infobip
kavenegar kudosity msg91 msgbird nexmo octopush plivo ringc seven sfr sinch smseagle smseagles sns
telesign telnyx twilio voipms vonage
"""
_WHO_IS_ON_CALL = """
betterstack goalert goalerts ilert incidentio opsgenie pagerduty pagertree signl4 splunk squadcast
victorops
"""
_PROGRAMS = "hassio hassios json jsons"

SERVICES = frozenset(
    f"{_MESSENGERS} {_PHONES} {_MAIL} {_TEXT_MESSAGES} {_WHO_IS_ON_CALL} {_PROGRAMS}".split()
)
