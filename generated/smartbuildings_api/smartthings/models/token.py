from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Token")


@_attrs_define
class Token:
    """A pair of tokens. It replaces the pair before, both of which stop working. Further fields may be missing.

    Attributes:
        access_token (str): The access token.
        token_type (str): The word `bearer`.
        expires_in (int): Lifetime of the access token in seconds; about 24 hours.
        refresh_token (str | Unset): The next refresh token.
        scope (str | Unset): The granted scopes, separated by spaces.
        access_tier (int | Unset): Access level of the app.
        installed_app_id (str | Unset): Id of the installed app that this consent created.
        developer_account_id (str | Unset): Id of the developer's account.
        iot_account_id (str | Unset): Id of the user's account.
        owner_account_id (str | Unset): Id of the owner's account.
    """

    access_token: str = _attrs_field(repr=False)
    token_type: str
    expires_in: int
    refresh_token: str | Unset = _attrs_field(default=UNSET, repr=False)
    scope: str | Unset = UNSET
    access_tier: int | Unset = UNSET
    installed_app_id: str | Unset = UNSET
    developer_account_id: str | Unset = UNSET
    iot_account_id: str | Unset = UNSET
    owner_account_id: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(
        init=False, repr=False, factory=dict
    )

    def to_dict(self) -> dict[str, Any]:
        access_token = self.access_token

        token_type = self.token_type

        expires_in = self.expires_in

        refresh_token = self.refresh_token

        scope = self.scope

        access_tier = self.access_tier

        installed_app_id = self.installed_app_id

        developer_account_id = self.developer_account_id

        iot_account_id = self.iot_account_id

        owner_account_id = self.owner_account_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "access_token": access_token,
                "token_type": token_type,
                "expires_in": expires_in,
            }
        )
        if refresh_token is not UNSET:
            field_dict["refresh_token"] = refresh_token
        if scope is not UNSET:
            field_dict["scope"] = scope
        if access_tier is not UNSET:
            field_dict["access_tier"] = access_tier
        if installed_app_id is not UNSET:
            field_dict["installed_app_id"] = installed_app_id
        if developer_account_id is not UNSET:
            field_dict["developer_account_id"] = developer_account_id
        if iot_account_id is not UNSET:
            field_dict["iot_account_id"] = iot_account_id
        if owner_account_id is not UNSET:
            field_dict["owner_account_id"] = owner_account_id

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        access_token = d.pop("access_token")

        token_type = d.pop("token_type")

        expires_in = d.pop("expires_in")

        refresh_token = d.pop("refresh_token", UNSET)

        scope = d.pop("scope", UNSET)

        access_tier = d.pop("access_tier", UNSET)

        installed_app_id = d.pop("installed_app_id", UNSET)

        developer_account_id = d.pop("developer_account_id", UNSET)

        iot_account_id = d.pop("iot_account_id", UNSET)

        owner_account_id = d.pop("owner_account_id", UNSET)

        token = cls(
            access_token=access_token,
            token_type=token_type,
            expires_in=expires_in,
            refresh_token=refresh_token,
            scope=scope,
            access_tier=access_tier,
            installed_app_id=installed_app_id,
            developer_account_id=developer_account_id,
            iot_account_id=iot_account_id,
            owner_account_id=owner_account_id,
        )

        token.additional_properties = d
        return token

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
