from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="AuthRequestBody")


@_attrs_define
class AuthRequestBody:
    """Client credentials (RFC 6749 section 4.4, sent as JSON).

    Attributes:
        audience (str): API that the token is for.
        client_id (str): Id of the client.
        client_secret (str): Secret of the client. Keep it out of logs.
        grant_type (str): The only grant that is offered.
        scope (str | Unset): Scopes to ask for, separated by spaces; all of the client's when left out.
    """

    audience: str
    client_id: str
    client_secret: str = _attrs_field(repr=False)
    grant_type: str
    scope: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(
        init=False, repr=False, factory=dict
    )

    def to_dict(self) -> dict[str, Any]:
        audience = self.audience

        client_id = self.client_id

        client_secret = self.client_secret

        grant_type = self.grant_type

        scope = self.scope

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "audience": audience,
                "client_id": client_id,
                "client_secret": client_secret,
                "grant_type": grant_type,
            }
        )
        if scope is not UNSET:
            field_dict["scope"] = scope

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        audience = d.pop("audience")

        client_id = d.pop("client_id")

        client_secret = d.pop("client_secret")

        grant_type = d.pop("grant_type")

        scope = d.pop("scope", UNSET)

        auth_request_body = cls(
            audience=audience,
            client_id=client_id,
            client_secret=client_secret,
            grant_type=grant_type,
            scope=scope,
        )

        auth_request_body.additional_properties = d
        return auth_request_body

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
