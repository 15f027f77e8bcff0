/// Dashboards of the services that a subject is about.
extension DashboardRow {
    /// The row with every query under the subject's selection.
    func selected(for subject: GenerationSubject) -> DashboardRow {
        guard !subject.selection.isEverything else { return self }
        return DashboardRow(
            title,
            panels.map { panel in
                var panel = panel
                panel.targets = panel.targets.map { target in
                    var target = target
                    target.expression = subject.selected(target.expression)
                    return target
                }
                return panel
            })
    }
}

extension DashboardAnnotation {
    /// The annotation with its query under the subject's selection.
    func selected(for subject: GenerationSubject) -> DashboardAnnotation {
        DashboardAnnotation(
            name: name, expression: subject.selected(expression), title: title, text: text,
            color: color)
    }
}
