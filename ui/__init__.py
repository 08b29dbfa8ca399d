"""All Qt: presenters (pure), screens (render), widgets (design system)."""
