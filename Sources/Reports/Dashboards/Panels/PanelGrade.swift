import Monitoring

/// The classes of a page for the grades of thresholds.
enum PanelGrade {
    static func name(_ grade: PanelThresholds.Grade) -> String {
        switch grade {
        case .neutral: "neutral"
        case .healthy: "healthy"
        case .warning: "warning"
        case .critical: "critical"
        }
    }
}
