/// One thing that a command line says about an engine.
package struct DeclaredSetting: Sendable, Hashable {
    /// What it sets.
    package var role: SettingRole
    /// The flag, variable or key as it was written.
    package var flag: String
    /// The value as it was written; empty for a switch.
    package var value: String
    /// The value as a number, for limits.
    package var number: Double?
    /// Where it stands.
    package var place: SourcePlace

    /// Makes a setting.
    package init(
        role: SettingRole, flag: String, value: String, number: Double? = nil, place: SourcePlace
    ) {
        self.role = role
        self.flag = flag
        self.value = value
        self.number = number
        self.place = place
    }

    /// The place and the flag: `deploy.yaml:23 --max-num-seqs`.
    package var source: String { "\(place) \(flag)" }
}
