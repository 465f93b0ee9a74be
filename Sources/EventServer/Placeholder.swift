enum EventServerPlaceholder {}
