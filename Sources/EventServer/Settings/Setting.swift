/// A value that was read replaces the default; one that was not given, or was wrong and reported, does not.
func set<Value>(_ setting: inout Value, to value: Value?) {
    if let value { setting = value }
}
