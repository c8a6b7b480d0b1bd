# Writes every character of UTF-8 text that is not ASCII as {{uXXXX}}. For LC_ALL=C, where awk counts bytes.

BEGIN {
    for (byte = 1; byte < 256; byte++) number[sprintf("%c", byte)] = byte
}

{
    line = ""
    for (place = 1; place <= length($0); place++) {
        letter = substr($0, place, 1)
        code = number[letter]
        if (code < 128) {
            line = line letter
            continue
        }
        following = code >= 240 ? 3 : code >= 224 ? 2 : 1
        code -= code >= 240 ? 240 : code >= 224 ? 224 : 192
        while (following-- > 0) code = code * 64 + number[substr($0, ++place, 1)] - 128
        line = line sprintf("{{u%04X}}", code)
    }
    print line
}
