"""Domains found in captions, sheet names and file names."""

import pytest

from directories.domains import canonical, domain_of, domains


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("江州市临江区公共文化服务领域基层政务公开标准目录（2023年版）", "公共文化服务"),
        ("（十五）救灾领域基层政务公开标准目录", "救灾"),
        ("双溪镇养老服务领域基层政务公开标准目录（试行）", "养老服务"),
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
