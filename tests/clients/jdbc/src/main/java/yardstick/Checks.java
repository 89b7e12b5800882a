package yardstick;

import java.util.Objects;

/** Runs checks one after another and prints one JSON line for each. */
final class Checks {
    interface Check {
        void run() throws Exception;
    }

    private int count;

    void check(String name, Check body) {
        count++;
        try {
            body.run();
            print("{\"check\":" + quoted(name) + "}");
        } catch (Throwable error) {
            print("{\"check\":" + quoted(name) + ",\"error\":" + quoted(described(error)) + "}");
        }
    }

    void done() {
        print("{\"done\":" + count + "}");
    }

    static void equal(Object expected, Object actual) {
        if (!Objects.equals(expected, actual))
            throw new AssertionError("expected " + expected + ", got " + actual);
    }

    static void isTrue(String what, boolean holds) {
        if (!holds) throw new AssertionError(what);
    }

    private static String described(Throwable error) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = error; cause != null; cause = cause.getCause())
            text.append(text.isEmpty() ? "" : "\ncaused by ").append(cause).append(origin(cause));
        return text.toString();
    }

    private static String origin(Throwable error) {
        for (StackTraceElement frame : error.getStackTrace())
            if (frame.getClassName().startsWith("yardstick.") && !frame.getClassName().endsWith("Checks"))
                return " at " + frame;
        return "";
    }

    private static void print(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray())
            if (c == '"' || c == '\\') json.append('\\').append(c);
            else if (c < 0x20) json.append(String.format("\\u%04x", (int) c));
            else json.append(c);
        return json.append('"').toString();
    }
}
