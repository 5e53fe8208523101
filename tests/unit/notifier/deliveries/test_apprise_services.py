"""Which services of Apprise's are used, and how."""

import pytest

from spotter.notifier.deliveries.apprise_services import NoServiceError, service_of
from spotter.wire.catalog.alerts.channels import AppriseAddress

DISCORD = "discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js"


@pytest.mark.parametrize(
    "url",
    [
        *("ntfy://topic", "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#trainers"),
        *("tgram://123456789:abcdefg_hijklmnop/12315544", DISCORD, "json://gym.example/hook"),
        "mailtos://name:password@example.org?to=trainer@example.org",
        "workflows://gym.example:443/643e2bd5/Oo3qk1",
        "pover://abcdefghijklmnopqrstuvwxyzabcd@abcdefghijklmnopqrstuvwxyzabcd",
        "matrixs://name:password@example.org/#trainers",
        "https://discord.com/api/webhooks/4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js",
    ],
)
def test_what_reaches_people_is_used(url: str) -> None:
    assert service_of(AppriseAddress(url)).enabled


@pytest.mark.parametrize(
    "url",
    [
        *(
            "syslog://",
            "rsyslog://gym.example",
            "file:///tmp/x",
            "dbus://",
            "macosx://",
            "gnome://",
        ),
        *("windows://", "glib://", "vapid://me@example.org", "fcm://project/device", "exec:///x"),
        *("mastodon://token@example.org", "mqtt://example.org/topic", "irc://example.org/#gym"),
        *("apprise://example.org/token", "https://example.org/hook", "http://example.org"),
    ],
)
def test_what_stays_here_or_tells_everybody_is_not(url: str) -> None:
    with pytest.raises(NoServiceError):
        service_of(AppriseAddress(url))


@pytest.mark.parametrize(
    "url",
    [
        f"{DISCORD}?template=/etc/passwd",
        f"{DISCORD}?TEMPLATE=file:///etc/passwd",
        f"{DISCORD}?template=http://127.0.0.1/",
        "tgram://123456789:abcdefg_hijklmnop/12315544/?template=/etc/passwd",
        "workflows://gym.example:443/643e2bd5/Oo3qk1/?template=/etc/passwd",
        "mailto://a:b@example.org?to=c@example.org&pgppub=/etc/passwd",
        "mailto://a:b@example.org?to=c@example.org&pgp=sign&pgpprv=/etc/passwd",
    ],
)
def test_no_address_has_a_file_of_the_machine_read(url: str) -> None:
    with pytest.raises(NoServiceError, match="it names one"):
        service_of(AppriseAddress(url))


def test_an_address_neither_holds_up_a_delivery_nor_has_redirects_followed() -> None:
    service = service_of(AppriseAddress("ntfy://topic?rto=99999&cto=99999&redirect=yes"))

    assert (service.socket_connect_timeout, service.socket_read_timeout) == (10.0, 10.0)
    assert not service.redirects
