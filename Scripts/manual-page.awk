# Mends a generated man page: examples and tables keep their lines, empty lines part paragraphs, and characters that
# name-characters.awk took out come back as mdoc writes them.

!literal && /^(  |\\& \\& )/ {
    print ".Bd -literal -compact"
    literal = 1
}

literal && /^(\.|$)/ {
    print ".Ed"
    literal = 0
}

/^$/ {
    print ".Pp"
    next
}

{
    sub(/^\\& \\& /, "  ")
    gsub(/[{][{]u/, "\\[u")
    gsub(/[}][}]/, "]")
    print
}

END {
    if (literal) print ".Ed"
}
