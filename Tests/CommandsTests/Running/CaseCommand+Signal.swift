import Subprocess

extension CaseCommand.Interrupt {
    /// The signal.
    var signal: Signal { name == "INT" ? .interrupt : .terminate }
}
