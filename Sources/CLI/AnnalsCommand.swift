import ArgumentParser
@main struct AnnalsCommand: ParsableCommand {}
