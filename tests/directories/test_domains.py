"""Domains found in captions, sheet names and file names."""

import pytest

from directories.domains import canonical, domain_of, domains, names_several


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("江州市临江区公共文化服务领域基层政务公开标准目录（2023年版）", "公共文化服务"),
        ("（十五）救灾领域基层政务公开标准目录", "救灾"),
        ("双溪镇养老服务领域基层政务公开标准目录（试行）", "养老服务"),
        ("临江区应急管理局政务公开事项标准目录（救灾领域）", "救灾"),
        ("国土空间规划领域公开标准目录2022", "国土空间规划"),
        ("医疗卫生基层政务公开标准目录", "医疗卫生"),
        ("附件1：税收管理 领域 基层政务公开标准目录", "税收管理"),
        ("基层政务公开标准目录（养老服务领域）", "养老服务"),
        ("涉农补贴领域主动公开基本目录", "涉农补贴"),
        ("江州市临江区市政服务领域基层政务公开标准目录", "市政服务"),
        ("2023年江州市临江区统计领域政务公开标准目录", "统计"),
        ("18就业", "就业"),
        ("01-国土空间规划", "国土空间规划"),
        ("城市综合执法", "城市综合执法"),
        ("临江区民政局社会救助领域", "社会救助"),
        ("第一部分 就业领域", "就业"),
        ("领域一：就业", "就业"),
        ("附件1-1 就业领域标准目录", "就业"),
        ("表一：救灾领域公开事项标准目录", "救灾"),
        ("Ⅳ．救灾领域", "救灾"),
        ("1-1救灾", "救灾"),
        ("①救灾领域", "救灾"),
        ("【救灾领域】", "救灾"),
        ("■ 救灾领域（共12项）", "救灾"),
    ],
)
def test_known_domain(text: str, domain: str) -> None:
    assert domain_of(text) == domain


@pytest.mark.parametrize(
    ("alias", "domain"),
    [
        ("城乡规划领域", "国土空间规划"),
        ("环境保护领域", "生态环境"),
        ("卫生健康领域", "医疗卫生"),
        ("就业创业领域", "就业"),
        ("农村集体土地征收领域", "征地补偿"),
        ("安全生产和救灾领域", "救灾"),
        ("公共资源配置领域", "公共资源交易"),
    ],
)
def test_alias_becomes_the_short_name(alias: str, domain: str) -> None:
    assert domain_of(f"临江区{alias}基层政务公开标准目录") == domain


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("江州市望湖区市场监管领域基层政务公开标准目录", "市场监管"),
        ("临江区公共交通领域政务公开标准目录", "公共交通"),
        ("（二）广播电视领域基层政务公开标准目录", "广播电视"),
        ("社区治理领域政务公开标准目录", "社区治理"),
    ],
)
def test_unknown_domain_is_kept_as_printed(text: str, domain: str) -> None:
    assert domain_of(text) == domain


@pytest.mark.parametrize(
    "text",
    [
        "26个试点领域基层政务公开标准目录",
        "江州市临江区政务公开标准目录",
        "Sheet1",
        "序号",
        "填报单位：临江区统计局",
        "",
        None,
        "一、法规政策",
        "根据国务院要求制定本领域目录",
        "本目录适用于各领域",
        "第3页",
        "表2",
        "就业和社会保险领域",
        "扶贫领域、救灾领域政务公开标准目录",
    ],
)
def test_no_single_domain(text: str | None) -> None:
    assert domain_of(text) is None


def test_the_26_pilot_domains_and_their_names_are_distinct() -> None:
    assert sum(domain.pilot for domain in domains()) == 26
    names = [name for domain in domains() for name in (domain.name, *domain.aliases)]
    assert len(names) == len(set(names))


def test_canonical_keeps_an_unknown_name() -> None:
    assert (canonical("环境保护"), canonical("夜间经济领域")) == ("生态环境", "夜间经济")


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("就业和社会保险领域", True),
        ("就业、社会保险领域基层政务公开标准目录", True),
        ("安全生产领域和救灾领域", True),
        ("涉农补贴和乡村振兴领域", True),
        ("安全生产和救灾领域", False),
        ("国有土地上房屋征收与补偿领域", False),
        ("文化和旅游领域", False),
        ("Sheet1", False),
        (None, False),
    ],
)
def test_two_domains_in_one_name(text: str | None, several: bool) -> None:
    assert names_several(text) is several
