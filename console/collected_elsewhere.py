"""Rounds that were collected on another machine and are judged here: the round's folder and xuncha.toml are enough."""

from collections.abc import Iterator

from inspection.errors import UserError
from inspection.round_store import RoundStore
from inspection.types.office import District
from inspection.workspace import Workspace


def left_out(workspace: Workspace, name: str, unseen: list[District]) -> Iterator[str]:
    """In Chinese what of a round is not judged: districts without a store, and stores of districts nobody knows."""
    folder = workspace.round_folder(name)
    for district in unseen:
        yield f"{district.name}：批次“{name}”中没有留痕（缺 {folder / district.id / 'round.db'}），未判断。"
    known = {district.id for district in workspace.districts}
    for path in sorted(folder.glob("*/round.db")):
        if path.parent.name not in known:
            yield f"批次“{name}”中 {path.parent.name} 的留痕未判断：xuncha.toml 中没有这个区，请补上 [[district]]。"


def check_owner(store: RoundStore, frozen: District, district: District) -> None:
    """Raises UserError where the store in a district's folder is another district's."""
    if frozen.id != district.id:
        raise UserError(f"{store.path} 是 {frozen.id} 的留痕，不是 {district.id} 的，请核对批次中文件夹的名称。")
