extension Plan {
    /// Writes the introduction of an index: sources first, then organisations, posts and people.
    func writeIntroduction(_ index: Int, to line: inout LineWriter) {
        var rest = index
        line.begin()
        if rest < counts.sources {
            writeSource(rest, to: &line)
            return line.end()
        }
        rest -= counts.sources
        if rest < counts.organizations {
            writeOrganization(rest, to: &line)
            return line.end()
        }
        rest -= counts.organizations
        if rest < counts.posts {
            writePost(rest, to: &line)
            return line.end()
        }
        writePerson(subjects(rest - counts.posts), to: &line)
        line.end()
    }

    private func writeSource(_ source: Int, to line: inout LineWriter) {
        var draw = Draw(seed, .source, source)
        line.field("language", draw.pick(["en", "en", "de", "fr", "ru", "zh"] as [StaticString]))
        line.field("published", day: draw.within(Time.recent...Time.last), .day)
        line.field("publisher", OrganizationNames.name(&draw).name)
        line.field("source", .source(source + 1))
        line.field("title")
        line.raw("\"Register, volume ")
        line.number(source + 1)
        line.raw("\"")
        line.field("type", "source.added")
    }

    private func writeOrganization(_ organization: Int, to line: inout LineWriter) {
        var draw = Draw(seed, .organization, organization)
        let (name, kind) = OrganizationNames.name(&draw)
        line.field("kind", kind)
        line.field("name", name)
        line.field("organization", id(ofOrganization: organization))
        // An organisation of a lower index is introduced already, and no circle can come of it.
        if organization > 1, draw.chance(30) {
            line.field("parent", id(ofOrganization: 1 + draw.below(organization - 1)))
        }
        line.sources(sources(&draw))
        line.field("type", "organization.introduced")
    }

    /// Posts are older than any day that is told of them, and younger than their organisations: a creation bounds a start
    /// only where nothing else does.
    private func writePost(_ post: Int, to line: inout LineWriter) {
        var draw = Draw(seed, .post, -1 - post)
        line.field("date", day: Self.creation(&draw), .year)
        line.field("organization", id(ofOrganization: posts.home(of: post).organization))
        line.field("position", posts.title(of: post))
        line.field("post", .post(post + 1))
        line.sources(sources(&draw))
        line.field("type", "post.created")
    }

    private static func creation(_ draw: inout Draw) -> Int { Time.day(draw.within(1881...1897), 1, 1) }

    /// The first day of the year in which a post was created.
    func earliestCreation(of post: Int) -> Int {
        var draw = Draw(seed, .post, -1 - post)
        return Self.creation(&draw)
    }

    private func writePerson(_ person: Int, to line: inout LineWriter) {
        var draw = Draw(seed, .person, -1 - person)
        if draw.chance(400) {
            line.field("identifiers")
            line.raw("[{\"identifier\":\"Q")
            line.number(1_000_000 + person)
            line.raw("\",\"scheme\":\"wikidata\"}]")
        }
        line.field("name", PersonNames.name(&draw))
        line.field("person", id(ofPerson: person))
        line.sources(sources(&draw))
        line.field("type", "person.introduced")
    }
}
