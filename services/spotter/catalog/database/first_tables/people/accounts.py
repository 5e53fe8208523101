"""Makes the tables of revision 0001: who may sign in, and by what."""

import sqlalchemy as sa
from alembic import op


def make() -> None:
    """Make them, in the order in which they refer to each other."""
    _account()
    _account_class()
    _account_station()
    _account_member()
    _invitation()
    _sign_in()
    _token()
    _device()
    _pairing()


def _account() -> None:
    op.create_table(
        "account",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sign_in_name", sa.String(length=200), nullable=True),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("is_limited", sa.Boolean(), nullable=False),
        sa.Column("member_no", sa.Integer(), nullable=True),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("issuer", sa.String(length=500), nullable=True),
        sa.Column("subject", sa.String(length=500), nullable=True),
        sa.Column("is_disabled", sa.Boolean(), nullable=False),
        sa.Column("made_us", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_account_named")),
        sa.ForeignKeyConstraint(
            ["member_no"], ["member.no"], name=op.f("fk_account_member_no_member")
        ),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_account")),
        sa.UniqueConstraint("id", name=op.f("uq_account_id")),
        sa.UniqueConstraint("member_no", name=op.f("uq_account_member_no")),
        sa.UniqueConstraint("sign_in_name", name=op.f("uq_account_sign_in_name")),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.create_index("uq_account_issuer_subject", ["issuer", "subject"], unique=True)


def _account_class() -> None:
    op.create_table(
        "account_class",
        sa.Column("account_no", sa.Integer(), nullable=False),
        sa.Column("class_no", sa.Integer(), nullable=False),
        _of_account("account_class"),
        sa.ForeignKeyConstraint(
            ["class_no"], ["class.no"], name=op.f("fk_account_class_class_no_class")
        ),
        sa.PrimaryKeyConstraint("account_no", "class_no", name=op.f("pk_account_class")),
    )


def _account_station() -> None:
    op.create_table(
        "account_station",
        sa.Column("account_no", sa.Integer(), nullable=False),
        sa.Column("station_id", sa.String(length=64), nullable=False),
        _of_account("account_station"),
        sa.PrimaryKeyConstraint("account_no", "station_id", name=op.f("pk_account_station")),
    )


def _account_member() -> None:
    op.create_table(
        "account_member",
        sa.Column("account_no", sa.Integer(), nullable=False),
        sa.Column("member_no", sa.Integer(), nullable=False),
        _of_account("account_member"),
        sa.ForeignKeyConstraint(
            ["member_no"], ["member.no"], name=op.f("fk_account_member_member_no_member")
        ),
        sa.PrimaryKeyConstraint("account_no", "member_no", name=op.f("pk_account_member")),
    )
    with op.batch_alter_table("account_member", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_account_member_member_no"), ["member_no"], unique=False
        )


def _invitation() -> None:
    op.create_table(
        "invitation",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("account_no", sa.Integer(), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("until_us", sa.BigInteger(), nullable=False),
        _of_account("invitation"),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_invitation")),
        sa.UniqueConstraint("account_no", name=op.f("uq_invitation_account_no")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_invitation_secret_hash")),
    )


def _sign_in() -> None:
    op.create_table(
        "sign_in",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_no", sa.Integer(), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("agent", sa.String(length=200), nullable=False),
        sa.Column("begun_us", sa.BigInteger(), nullable=False),
        sa.Column("used_us", sa.BigInteger(), nullable=False),
        sa.Column("until_us", sa.BigInteger(), nullable=False),
        _of_account("sign_in"),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("id", name=op.f("uq_sign_in_id")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_sign_in_secret_hash")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_account_no"), ["account_no"], unique=False)


def _token() -> None:
    op.create_table(
        "token",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_no", sa.Integer(), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("rights", sa.String(), nullable=False),
        sa.Column("made_us", sa.BigInteger(), nullable=False),
        sa.Column("until_us", sa.BigInteger(), nullable=False),
        sa.Column("used_us", sa.BigInteger(), nullable=False),
        _of_account("token"),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_token")),
        sa.UniqueConstraint("id", name=op.f("uq_token_id")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_token_secret_hash")),
    )
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_token_account_no"), ["account_no"], unique=False)


def _device() -> None:
    op.create_table(
        "device",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.String(length=64), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=True),
        sa.Column("paired_us", sa.BigInteger(), nullable=False),
        sa.Column("paired_by", sa.String(length=200), nullable=False),
        sa.Column("used_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_device")),
        sa.UniqueConstraint("id", name=op.f("uq_device_id")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_device_secret_hash")),
    )


def _pairing() -> None:
    op.create_table(
        "pairing",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("device_no", sa.Integer(), nullable=True),
        sa.Column("until_us", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_no"], ["device.no"], name=op.f("fk_pairing_device_no_device")
        ),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_pairing")),
        sa.UniqueConstraint("code", name=op.f("uq_pairing_code")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_pairing_secret_hash")),
    )


def _of_account(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["account_no"], ["account.no"], name=op.f(f"fk_{table}_account_no_account")
    )
