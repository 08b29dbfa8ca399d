"""The technician's work behind the glass: one module a tab, none of them knows a widget."""
