from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.installed_app_principal_type import InstalledAppPrincipalType
from ..models.installed_app_status import InstalledAppStatus
from ..models.installed_app_type import InstalledAppType
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.details import Details
    from ..models.installed_app_icon_image import InstalledAppIconImage
    from ..models.installed_app_owner import InstalledAppOwner


T = TypeVar("T", bound="InstalledApp")


@_attrs_define
class InstalledApp:
    """An app that a user allowed into one location.

    Attributes:
        installed_app_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
        installed_app_type (InstalledAppType | Unset): Kind of the app.
        installed_app_status (InstalledAppStatus | Unset): State of the installation.
        display_name (None | str | Unset): Name that people see.
        app_id (str | Unset): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
        reference_id (None | str | Unset): A reference of the app.
        location_id (str | Unset): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
        owner (InstalledAppOwner | Unset): Who owns the installation.
        notices (list[Any] | Unset): Notices about the installation.
        created_date (str | Unset): When the app was installed, without milliseconds.
        last_updated_date (str | Unset): When the installation last changed, without milliseconds.
        ui (Details | Unset): An object whose fields differ from device to device; any of them may be missing.
        icon_image (InstalledAppIconImage | Unset): The icon of the app.
        classifications (list[str] | Unset): Classes of the app, such as CONNECTED_SERVICE.
        principal_type (InstalledAppPrincipalType | Unset): Whom the installation acts for.
        restriction_tier (int | Unset): Restriction level; 0 is none.
        single_instance (bool | Unset): Whether a location can have the app only once.
    """

    installed_app_id: str
    installed_app_type: InstalledAppType | Unset = UNSET
    installed_app_status: InstalledAppStatus | Unset = UNSET
    display_name: None | str | Unset = UNSET
    app_id: str | Unset = UNSET
    reference_id: None | str | Unset = UNSET
    location_id: str | Unset = UNSET
    owner: InstalledAppOwner | Unset = UNSET
    notices: list[Any] | Unset = UNSET
    created_date: str | Unset = UNSET
    last_updated_date: str | Unset = UNSET
    ui: Details | Unset = UNSET
    icon_image: InstalledAppIconImage | Unset = UNSET
    classifications: list[str] | Unset = UNSET
    principal_type: InstalledAppPrincipalType | Unset = UNSET
    restriction_tier: int | Unset = UNSET
    single_instance: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        installed_app_id = self.installed_app_id

        installed_app_type: str | Unset = UNSET
        if not isinstance(self.installed_app_type, Unset):
            installed_app_type = self.installed_app_type.value

        installed_app_status: str | Unset = UNSET
        if not isinstance(self.installed_app_status, Unset):
            installed_app_status = self.installed_app_status.value

        display_name: None | str | Unset
        if isinstance(self.display_name, Unset):
            display_name = UNSET
        else:
            display_name = self.display_name

        app_id = self.app_id

        reference_id: None | str | Unset
        if isinstance(self.reference_id, Unset):
            reference_id = UNSET
        else:
            reference_id = self.reference_id

        location_id = self.location_id

        owner: dict[str, Any] | Unset = UNSET
        if not isinstance(self.owner, Unset):
            owner = self.owner.to_dict()

        notices: list[Any] | Unset = UNSET
        if not isinstance(self.notices, Unset):
            notices = self.notices

        created_date = self.created_date

        last_updated_date = self.last_updated_date

        ui: dict[str, Any] | Unset = UNSET
        if not isinstance(self.ui, Unset):
            ui = self.ui.to_dict()

        icon_image: dict[str, Any] | Unset = UNSET
        if not isinstance(self.icon_image, Unset):
            icon_image = self.icon_image.to_dict()

        classifications: list[str] | Unset = UNSET
        if not isinstance(self.classifications, Unset):
            classifications = self.classifications

        principal_type: str | Unset = UNSET
        if not isinstance(self.principal_type, Unset):
            principal_type = self.principal_type.value

        restriction_tier = self.restriction_tier

        single_instance = self.single_instance

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "installedAppId": installed_app_id,
            }
        )
        if installed_app_type is not UNSET:
            field_dict["installedAppType"] = installed_app_type
        if installed_app_status is not UNSET:
            field_dict["installedAppStatus"] = installed_app_status
        if display_name is not UNSET:
            field_dict["displayName"] = display_name
        if app_id is not UNSET:
            field_dict["appId"] = app_id
        if reference_id is not UNSET:
            field_dict["referenceId"] = reference_id
        if location_id is not UNSET:
            field_dict["locationId"] = location_id
        if owner is not UNSET:
            field_dict["owner"] = owner
        if notices is not UNSET:
            field_dict["notices"] = notices
        if created_date is not UNSET:
            field_dict["createdDate"] = created_date
        if last_updated_date is not UNSET:
            field_dict["lastUpdatedDate"] = last_updated_date
        if ui is not UNSET:
            field_dict["ui"] = ui
        if icon_image is not UNSET:
            field_dict["iconImage"] = icon_image
        if classifications is not UNSET:
            field_dict["classifications"] = classifications
        if principal_type is not UNSET:
            field_dict["principalType"] = principal_type
        if restriction_tier is not UNSET:
            field_dict["restrictionTier"] = restriction_tier
        if single_instance is not UNSET:
            field_dict["singleInstance"] = single_instance

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.details import Details  # noqa: PLC0415
        from ..models.installed_app_icon_image import InstalledAppIconImage  # noqa: PLC0415
        from ..models.installed_app_owner import InstalledAppOwner  # noqa: PLC0415

        d = {**src_dict}
        installed_app_id = d.pop("installedAppId")

        _installed_app_type = d.pop("installedAppType", UNSET)
        installed_app_type: InstalledAppType | Unset = UNSET
        if not isinstance(_installed_app_type, Unset):
            try:
                installed_app_type = InstalledAppType(_installed_app_type)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["installedAppType"] = _installed_app_type

        _installed_app_status = d.pop("installedAppStatus", UNSET)
        installed_app_status: InstalledAppStatus | Unset = UNSET
        if not isinstance(_installed_app_status, Unset):
            try:
                installed_app_status = InstalledAppStatus(_installed_app_status)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["installedAppStatus"] = _installed_app_status

        def _parse_display_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        display_name = _parse_display_name(d.pop("displayName", UNSET))

        app_id = d.pop("appId", UNSET)

        def _parse_reference_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reference_id = _parse_reference_id(d.pop("referenceId", UNSET))

        location_id = d.pop("locationId", UNSET)

        _owner = d.pop("owner", UNSET)
        owner: InstalledAppOwner | Unset = UNSET
        if not isinstance(_owner, Unset):
            try:
                owner = InstalledAppOwner.from_dict(_owner)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["owner"] = _owner

        notices = cast(list[Any], d.pop("notices", UNSET))

        created_date = d.pop("createdDate", UNSET)

        last_updated_date = d.pop("lastUpdatedDate", UNSET)

        _ui = d.pop("ui", UNSET)
        ui: Details | Unset = UNSET
        if not isinstance(_ui, Unset):
            try:
                ui = Details.from_dict(_ui)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["ui"] = _ui

        _icon_image = d.pop("iconImage", UNSET)
        icon_image: InstalledAppIconImage | Unset = UNSET
        if not isinstance(_icon_image, Unset):
            try:
                icon_image = InstalledAppIconImage.from_dict(_icon_image)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["iconImage"] = _icon_image

        classifications = cast(list[str], d.pop("classifications", UNSET))

        _principal_type = d.pop("principalType", UNSET)
        principal_type: InstalledAppPrincipalType | Unset = UNSET
        if not isinstance(_principal_type, Unset):
            try:
                principal_type = InstalledAppPrincipalType(_principal_type)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["principalType"] = _principal_type

        restriction_tier = d.pop("restrictionTier", UNSET)

        single_instance = d.pop("singleInstance", UNSET)

        installed_app = cls(
            installed_app_id=installed_app_id,
            installed_app_type=installed_app_type,
            installed_app_status=installed_app_status,
            display_name=display_name,
            app_id=app_id,
            reference_id=reference_id,
            location_id=location_id,
            owner=owner,
            notices=notices,
            created_date=created_date,
            last_updated_date=last_updated_date,
            ui=ui,
            icon_image=icon_image,
            classifications=classifications,
            principal_type=principal_type,
            restriction_tier=restriction_tier,
            single_instance=single_instance,
        )

        installed_app.additional_properties = d
        return installed_app

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
