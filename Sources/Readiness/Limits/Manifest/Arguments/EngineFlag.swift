/// A flag of an engine that says something about its limits.
struct EngineFlag: Sendable {
    /// Every spelling, the usual one first, with dashes: underscores are read as dashes.
    let names: [String]
    let role: SettingRole
    /// Environment variables that set the same.
    let variables: [String]
    /// Whether a value follows; a switch has none.
    let takesValue: Bool

    init(
        _ names: String..., role: SettingRole, variables: [String] = [], takesValue: Bool = true
    ) {
        self.names = names
        self.role = role
        self.variables = variables
        self.takesValue = takesValue
    }
}
