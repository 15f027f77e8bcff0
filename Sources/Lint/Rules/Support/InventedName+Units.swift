import Signals

extension InventedName {
    /// Whether the real name's values can stand where the invented one's stood.
    var unitsAgree: Bool {
        // DCGM counts percent and MiB where the names promise shares and bytes.
        !instead.contains { $0.exporter == .dcgm }
    }
}
