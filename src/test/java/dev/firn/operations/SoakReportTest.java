package dev.firn.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class SoakReportTest {

    private static final Soak.Report LEAK = report(0.5);

    @Test
    void saysWhatGrows() {
        assertThat(Soak.table(report(0)).lines().filter(line -> line.contains("heap after")))
                .containsExactly("| heap after collection, MB | 90.0 | +0.0 | yes |");
        assertThat(Soak.table(LEAK)).contains("+44.5 | NO |");
    }

    @Test
    void drawsACurveForEachColumn() throws Exception {
        var svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Soak.graph(LEAK).getBytes(StandardCharsets.UTF_8)));

        assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(Sample.COLUMNS.size());
    }

    /** Of a heap that grows by so much from look to look. */
    private static Soak.Report report(double leak) {
        List<Sample> samples = IntStream.range(0, 180)
                .mapToObj(i -> new Sample(i * 5.0, 90 + i * leak, 700, 200, 300, 60, 20, 0.7, 40, 300, Double.NaN))
                .toList();
        return new Soak.Report(1000, 700, samples, 1_000_000, 0);
    }
}
