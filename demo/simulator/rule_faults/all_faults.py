"""All planted faults, and the two districts that are made of them: one with every fault, one with the look-alikes."""

from demo.simulator.rule_faults.ground import Ground
from demo.simulator.rule_faults.planting import RuleFault
from inspection.plugins import modules_in

GROUPS = "demo.simulator.rule_faults"


def rule_faults() -> tuple[RuleFault, ...]:
    """Every fault, by the groups in their order."""
    return tuple(fault for module in modules_in(GROUPS) for fault in getattr(module, "FAULTS", ()))


def faulty(family: str) -> Ground:
    """A district with every fault that the family has a place for, and the look-alikes that can stand beside them."""
    ground = Ground()
    for fault in rule_faults():
        if family not in fault.not_in and not fault.second:
            fault.plant(ground)
        if not fault.apart and not fault.second:
            fault.twin(ground)
    return ground


def sound(family: str) -> Ground:
    """A district with all look-alikes, and with those few faults only that cannot stand beside the others."""
    ground = Ground()
    for fault in rule_faults():
        fault.twin(ground)
        if fault.second and family not in fault.not_in:
            fault.plant(ground)
    return ground
