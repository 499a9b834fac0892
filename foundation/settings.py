"""Settings of an installation, from KUANGJIAN_… variables or `kuangjian.env` in the working folder."""

from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from foundation.sealing import Seal, seal_of

Port = Annotated[int, Field(ge=1, le=65535)]
Limit = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,8}/(second|minute|hour|day)$")]


class Settings(BaseSettings):
    """What an installation may differ in; every value has a default that works on one machine."""

    model_config = SettingsConfigDict(env_prefix="KUANGJIAN_", env_file="kuangjian.env", extra="ignore")

    data_folder: Path = Path("var")
    database_url: str | None = None
    decrees_folder: Path | None = None  # later decrees and the province's own values; default <data>/decrees
    files_folder: Path | None = None  # what is handed in; default <data>/files
    templates_folder: Path | None = None  # the office's own Word templates of documents; default <data>/templates
    web_host: str = "127.0.0.1"
    web_port: Port = 8000
    prefect_port: Port = 4200
    prefect_ui: Annotated[str, Field(pattern="^https?://")] | None = None  # how operators reach the Prefect UI
    base_url: str | None = None  # how officers reach the web side; stands in every letter
    session_rest_minutes: Annotated[int, Field(ge=1, le=1440)] = 60  # without a click
    session_hours: Annotated[int, Field(ge=1, le=168)] = 12  # in all

    # Whose word about where a request came from is taken: addresses or networks of reverse proxies, with commas between.
    trusted_proxies: str = ""
    # Requests from one address that are answered.
    limit_sign_in: Limit = "60/minute"
    limit_forgotten: Limit = "20/hour"
    limit_link: Limit = "30/minute"
    limit_report: Limit = "60/hour"
    limit_follow: Limit = "60/hour"
    limit_feed: Limit = "120/minute"
    limit_other: Limit = "3000/minute"

    # Single sign-on by OpenID Connect, where a provider is named.
    sso_issuer: str | None = None  # its address, or that of its /.well-known/openid-configuration
    sso_client_id: str | None = None
    sso_client_secret: SecretStr | None = None
    sso_claim: str = "preferred_username"  # which of its claims is the sign-in name here
    sso_scopes: str = "openid profile"
    sso_label: str = "统一身份认证"
    sso_ca_file: Path | None = None

    mail_host: str | None = None  # none: letters are kept and can be read, nothing is sent
    mail_port: Port = 587
    mail_security: Literal["none", "starttls", "tls"] = "starttls"
    mail_username: str | None = None
    mail_password: SecretStr | None = None
    mail_sender: str = "kuangjian@localhost.localdomain"
    mail_sender_name: str = "矿监"
    mail_timeout: float = 30.0
    mail_connections: int = 4
    mail_per_minute: int | None = None
    mail_ca_file: Path | None = None

    # The mailbox whose messages become clues.
    inbox_host: str | None = None  # none: nothing is read
    inbox_port: Port = 993
    inbox_security: Literal["none", "starttls", "tls"] = "tls"
    inbox_username: str = ""
    inbox_password: SecretStr | None = None
    inbox_folder: str = "INBOX"
    inbox_done: str | None = None  # the folder into which what was taken in is moved; none: it is marked as read
    inbox_office: str | None = None  # code of the office whose mailbox it is; none: the province
    inbox_timeout: float = 60.0
    inbox_ca_file: Path | None = None

    # Files lie in a bucket that speaks S3 where one is named, else in `files_folder`.
    s3_endpoint: str | None = None  # none: AWS itself
    s3_region: str = "us-east-1"
    s3_key: str | None = None
    s3_secret: SecretStr | None = None
    s3_prefix: str = ""
    s3_addressing: Literal["path", "virtual"] = "path"  # Chinese clouds want the bucket in the host's name: virtual
    s3_ca_file: Path | None = None
    s3_bucket: str | None = None
    clamd: Annotated[str, Field(pattern=r"^(/.+|[^/\s]+:[0-9]{1,5})$")] | None = None  # ClamAV's socket, or host:port

    # Keys of what identifies informants: in a file, <data>/keys/seal.txt unless named, or here, newest first, commas between.
    seal_keys_file: Path | None = None
    seal_keys: SecretStr | None = None
    seal_mark_key: SecretStr | None = None

    @field_validator("s3_bucket")
    @classmethod
    def _with_key(cls, given: str | None, info: ValidationInfo) -> str | None:
        if given is not None and not (info.data.get("s3_key") and info.data.get("s3_secret")):
            raise ValueError("a bucket needs KUANGJIAN_S3_KEY and KUANGJIAN_S3_SECRET")
        return given

    @field_validator("inbox_done")
    @classmethod
    def _elsewhere(cls, given: str | None, info: ValidationInfo) -> str | None:
        if given is not None and given == info.data.get("inbox_folder"):
            raise ValueError("what was taken in is moved into another folder than it came into")
        return given

    @field_validator("trusted_proxies")
    @classmethod
    def _addresses(cls, given: str) -> str:
        for one in filter(None, (part.strip() for part in given.split(","))):
            ip_network(one)
        return given

    @field_validator("sso_issuer")
    @classmethod
    def _trustworthy(cls, given: str | None) -> str | None:
        if given is None:
            return None
        parts = urlsplit(given)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1")):
            raise ValueError("an address begins with https://, or http:// on this machine itself")
        return given.removesuffix("/.well-known/openid-configuration").rstrip("/")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.sso_issuer is None) != (self.sso_client_id is None):
            raise ValueError("KUANGJIAN_SSO_ISSUER and KUANGJIAN_SSO_CLIENT_ID come together")
        if (self.seal_keys is None) != (self.seal_mark_key is None):
            raise ValueError("KUANGJIAN_SEAL_KEYS and KUANGJIAN_SEAL_MARK_KEY come together")
        return self

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, given: str | None) -> str | None:
        if given is not None and not given.startswith(("sqlite://", "postgresql+psycopg://")):
            raise ValueError("an address begins with postgresql+psycopg:// or sqlite:///")
        return given

    def database(self) -> str:
        """The database's address; SQLite in the data folder unless another is named."""
        return self.database_url or f"sqlite:///{(self.data_folder / 'kuangjian.db').absolute()}"

    def decrees(self) -> Path:
        """The folder of decrees that come on top of the rulebook."""
        return self.decrees_folder or self.data_folder / "decrees"

    def keys_file(self) -> Path:
        """The file of the keys of seals; beside the database, and never in a backup."""
        return self.seal_keys_file or self.data_folder / "keys" / "seal.txt"

    def seal(self) -> Seal:
        """The seal that the settings describe."""
        given = self.seal_keys.get_secret_value() if self.seal_keys else ""
        mark = self.seal_mark_key.get_secret_value() if self.seal_mark_key else None
        return seal_of(self.keys_file(), [key.strip() for key in given.split(",") if key.strip()], mark)

    def files(self) -> Path:
        """The folder of the file store."""
        return self.files_folder or self.data_folder / "files"

    def templates(self) -> Path:
        """The folder of the office's own Word templates, which go before ours."""
        return self.templates_folder or self.data_folder / "templates"

    def address(self) -> str:
        """The web side's address as letters give it, without a trailing slash."""
        return (self.base_url or f"http://{self.web_host}:{self.web_port}").rstrip("/")

    def operators(self) -> str:
        """The Prefect UI's address as operators are shown it."""
        return (self.prefect_ui or f"http://127.0.0.1:{self.prefect_port}").rstrip("/")
