from __future__ import annotations

import zxingcpp
from PIL import Image
from PySide6.QtGui import QImage
from qrcode import QRCode

from tests.ui.widgets.fingers import colours, picture
from ui.theme.theme import Theme
from ui.widgets.qr_view import QUIET, QrView


def modules_of(text: str) -> list[list[bool]]:
    code = QRCode(border=0)
    code.add_data(text)
    code.make(fit=True)
    return code.get_matrix()


def test_a_phone_reads_it_from_the_glass(theme: Theme) -> None:
    image = picture(QrView(theme, modules_of("MPP:7K3M9QXW2VBN"), 72))
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    data = bytes(image.constBits())
    photo = Image.frombytes(
        "L", (image.width(), image.height()), data, "raw", "L", image.bytesPerLine()
    )
    assert [code.text for code in zxingcpp.read_barcodes(photo)] == ["MPP:7K3M9QXW2VBN"]


def test_every_module_is_a_whole_number_of_pixels(theme: Theme) -> None:
    modules = modules_of("MPP:7K3M9QXW2VBN")
    view = QrView(theme, modules, 72)
    assert view.width() == view.height()
    assert view.width() % (len(modules) + 2 * QUIET) == 0
    assert view.width() <= theme.mm(72)
    assert set(colours(picture(view))) == {"#000000", "#ffffff"}


def test_a_quiet_zone_of_four_modules_lies_around_it(theme: Theme) -> None:
    modules = modules_of("MPP:7K3M9QXW2VBN")
    image = picture(QrView(theme, modules, 72))
    side = image.width() // (len(modules) + 2 * QUIET)
    rim = image.copy(0, 0, image.width(), QUIET * side)
    assert set(colours(rim)) == {"#ffffff"}
