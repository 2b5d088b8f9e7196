"""The solver can be loaded beside the one that the benches compare it with, in either order."""

import importlib.util
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

SOLVE = """
import highspy
from ortools.sat.python import cp_model
model = cp_model.CpModel()
cp_model.CpSolver().Solve(model)
solver = highspy.Highs()
solver.setOptionValue("output_flag", False)
solver.addVar(1.0, 2.0)
solver.run()
assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
"""
TURNED = SOLVE.replace("import highspy\n", "").replace("\nmodel =", "\nimport highspy\nmodel =", 1)


@pytest.mark.skipif(not importlib.util.find_spec("ortools"), reason="the peers are not installed")
@pytest.mark.parametrize("program", [SOLVE, TURNED])
def test_both_solvers_work_in_one_process(program: str):
    subprocess.run([sys.executable, "-c", program], check=True)
