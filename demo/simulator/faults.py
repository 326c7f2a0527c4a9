"""All faults by name: what goes wrong on lists, on pages and with what they carry."""

from demo.simulator.faults_of_lists import LISTS
from demo.simulator.faults_of_pages import PAGES
from demo.simulator.portal import Fault

FAULTS: dict[str, Fault] = {fault.name: fault for fault in (*LISTS, *PAGES)}
