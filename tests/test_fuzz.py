from tests.fuzz import main


def test_random_and_mutated_inputs_raise_only_our_own_errors(capsys):
    main(400, seed=7)
    assert "only fpdata's own errors" in capsys.readouterr().out
