/// Ends the process where a law does not hold, which the fuzzer takes for a crash and keeps the input of.
func require(_ holds: Bool, _ law: @autoclosure () -> String) {
    if !holds { fatalError(law()) }
}
