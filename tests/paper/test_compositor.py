"""Setting manuscripts when the program runs out of a zip."""

import gc
import tempfile
import zipfile

from afterneedle.paper import compositor
from afterneedle.paper.compositor import Compositor, Manuscript

TEMPLATE = '#set document(title: [Log])\n#set text(lang: "en")\n#sys.inputs.data'


def test_however_many_manuscripts_are_set_out_of_a_zip_one_copy_of_the_template_is_made_and_goes(
    tmp_path, monkeypatch
):
    packed, copies = tmp_path / "program.zip", tmp_path / "copies"
    with zipfile.ZipFile(packed, "w") as program:
        program.writestr("log.typ", TEMPLATE)
    copies.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(copies))
    monkeypatch.setattr(compositor, "asset", lambda name: zipfile.Path(packed, name))
    setter = Compositor()
    pages = {setter.pdf(Manuscript("log.typ", f'"{word}"', {}, 0)) for word in ("one", "two", "three")}
    assert len(pages) == 3
    assert len(list(copies.iterdir())) == 1
    del setter
    gc.collect()
    assert list(copies.iterdir()) == []
