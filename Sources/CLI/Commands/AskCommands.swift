import ArgumentParser

/// The commands of the group "Ask", in the order in which help lists them.
enum AskCommands {
    static let all: [any ParsableCommand.Type] = [
        OrgCommand.self,
        PostCommand.self,
        PersonCommand.self,
        OrganizationCommand.self,
        DiffCommand.self,
        ListCommand.self,
        SearchCommand.self,
        TimelineCommand.self,
        HeadcountCommand.self,
        OverlapCommand.self,
        CheckCommand.self,
        WhyCommand.self,
        LogCommand.self,
        ShowCommand.self,
        DateCommand.self,
        SchemaCommand.self,
    ]
}
