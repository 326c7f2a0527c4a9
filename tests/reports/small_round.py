"""The round of round.yml as the reports are given it."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter

from inspection.rule_pack import load_pack
from inspection.types.office import District, Office
from inspection.workdays import work_calendar
from reports.view import DistrictView, RoundView

_DISTRICT = TypeAdapter(DistrictView)


def small_round(templates: Path | None = None, **changed: Any) -> RoundView:
    """The round; `changed` replaces fields of the view."""
    given = yaml.safe_load((Path(__file__).parent / "round.yml").read_text(encoding="utf-8"))
    for district in given["districts"]:
        district["district"] = District(**district["district"])
        for number, finding in enumerate(district["findings"]):
            finding.update(
                identity=f"fault {number}",
                round=given["round"],
                district=district["district"].id,
                found_on=given["as_of"],
                column=finding.get("column"),
            )
    fields = {
        "office": Office(**given["office"]),
        "round": given["round"],
        "as_of": given["as_of"],
        "pack": load_pack("national", given["as_of"]),
        "calendar": work_calendar(),
        "districts": tuple(_DISTRICT.validate_python(district) for district in given["districts"]),
        "templates": templates,
    }
    return RoundView(**(fields | changed))
