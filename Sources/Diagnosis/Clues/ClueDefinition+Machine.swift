extension ClueDefinition {
    /// Clues on: what the machine says.
    static let cluesMachine: [Clue: ClueDefinition] = [
        .clockFell: ClueDefinition(
            "the card's clock fell under load", .server,
            test: "read the card's clock under load (DCGM, nvidia-smi -q -d CLOCK)"),
        .throttleReported: ClueDefinition(
            "the card says that it throttles", .server,
            test: "read the card's clock event reasons and temperature"),
        .cardReportsError: ClueDefinition(
            "the card reports an error", .server,
            test: "read XID and memory errors (DCGM, dmesg)"),
        .cardShared: ClueDefinition(
            "something else uses the card", .server,
            test: "list the processes on the card"),
        .hostBusy: ClueDefinition(
            "the host is busy beyond the engine", .server,
            test: "read the host's processor use and pressure"),
    ]
}
