package dev.firn.enrichments.sql;

import java.util.Locale;

/** How names of columns become names of properties. Only ASCII letters and digits count as such, but for the last two. */
enum PropertyNames {
    AS_IS {
        @Override
        String of(String column) {
            return column;
        }
    },
    /** An underscore and the lower-case letter or digit after it are that letter in upper case; nothing else changes. */
    CAMEL_CASE {
        @Override
        String of(String column) {
            StringBuilder name = new StringBuilder(column.length());
            for (int i = 0; i < column.length(); i++) {
                char c = column.charAt(i);
                char next = i + 1 < column.length() ? column.charAt(i + 1) : '_';
                if (c == '_' && (isLowerCase(next) || isDigit(next))) {
                    name.append(upperCase(next));
                    i++;
                } else {
                    name.append(c);
                }
            }
            return name.toString();
        }
    },
    PASCAL_CASE {
        @Override
        String of(String column) {
            String name = CAMEL_CASE.of(column);
            return name.isEmpty() ? name : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        }
    },
    /** An underscore before each digit and each upper-case letter, which becomes a lower-case one. */
    SNAKE_CASE {
        @Override
        String of(String column) {
            StringBuilder name = new StringBuilder(column.length() + 4);
            for (int i = 0; i < column.length(); i++) {
                char c = column.charAt(i);
                if (isUpperCase(c)) {
                    name.append('_').append((char) (c + ('a' - 'A')));
                } else if (isDigit(c)) {
                    name.append('_').append(c);
                } else {
                    name.append(c);
                }
            }
            return name.toString();
        }
    },
    LOWER_CASE {
        @Override
        String of(String column) {
            return column.toLowerCase(Locale.ROOT);
        }
    },
    UPPER_CASE {
        @Override
        String of(String column) {
            return column.toUpperCase(Locale.ROOT);
        }
    };

    abstract String of(String column);

    private static boolean isLowerCase(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isUpperCase(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static char upperCase(char c) {
        return isLowerCase(c) ? (char) (c - ('a' - 'A')) : c;
    }
}
