"""Printers that speak IPP themselves, over the network or over USB (ipp-usb), without CUPS."""
