from __future__ import annotations

import pytest

from tests import make


@pytest.fixture
def agreement(ekvik, strategist):
    return make.make_agreement(ekvik, owner=strategist.standing.functions[0])
