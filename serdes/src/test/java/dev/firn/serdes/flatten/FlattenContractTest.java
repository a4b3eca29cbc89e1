package dev.firn.serdes.flatten;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of {@code docs/flatten.md}: documents on which flatteners differ, and what ours makes of them. What npm
 * {@code flat} 5.0.2 and Kafka Connect's {@code Flatten} 4.1.0 make of the same is in the comments.
 */
class FlattenContractTest {

    private static final String TAPPYTOON =
            "{\"event_name\": \"view\",\"event_value\":\"{\\\"screen_info\\\":\\\"Reader\\\","
                    + "\\\"content_list\\\":{\\\"comic_id\\\":321,\\\"chapter_id\\\":1234567,\\\"chapter_sequence\\\":76,"
                    + "\\\"comic_title\\\":\\\"Father, I don't Want this Marriage\\\",\\\"content_type\\\":\\\"comic\\\"},"
                    + "\\\"user_id\\\":112233}\",\"event_time\": \"2022-06-21 00:12:30.017\"}";

    private static final String TAPPYTOON_FLAT = "{\"event_name\":\"view\",\"event_value_screen_info\":\"Reader\","
            + "\"event_value_content_list_comic_id\":321,\"event_value_content_list_chapter_id\":1234567,"
            + "\"event_value_content_list_chapter_sequence\":76,"
            + "\"event_value_content_list_comic_title\":\"Father, I don't Want this Marriage\","
            + "\"event_value_content_list_content_type\":\"comic\",\"event_value_user_id\":112233,"
            + "\"event_time\":\"2022-06-21 00:12:30.017\"}";

    /** Row, rules, document, records; with apostrophes for quotes. */
    static Stream<Arguments> table() {
        return Stream.of(
                // flat: a_b; Connect: a_b
                row("G1", "{}", "{'a':{'b':1}}", "{'a_b':1}"),
                row("G1", "{'delimiter':'.'}", "{'a':{'b':{'c':1}}}", "{'a.b.c':1}"),
                row("G1", "{'delimiter':'::'}", "{'a':{'b':1}}", "{'a::b':1}"),
                // flat: left as text; Connect: left as text
                row("G2", "{}", "{'a':'{\\'b\\':1}'}", "{'a':'{\\'b\\':1}'}"),
                row("G2", "{'parse-json':'a'}", "{'a':'{\\'b\\':1}','c':'{\\'b\\':1}'}", "{'a_b':1,'c':'{\\'b\\':1}'}"),
                row("G2", "{'parse-json':'auto'}", "{'a':' {\\'b\\':1} ','c':'[1,{}]'}", "{'a_b':1,'c_0':1,'c_1':{}}"),
                row(
                        "G2",
                        "{'parse-json':'auto'}",
                        "{'a':'{b:1}','c':'1','d':'null','e':'{'}",
                        "{'a':'{b:1}','c':'1','d':'null','e':'{'}"),
                row("G2", "{'parse-json':'auto'}", "{'a':'{\\'b\\':\\'[1.10]\\'}'}", "{'a_b_0':1.10}"),
                row(
                        "G2",
                        "{'parse-json':{'auto':true,'max-nesting':1}}",
                        "{'a':'{\\'b\\':\\'[1]\\'}'}",
                        "{'a_b':'[1]'}"),
                row(
                        "G2",
                        "{'parse-json':{'auto':true,'max-depth':2}}",
                        "{'a':'[[[]]]','b':'[[]]'}",
                        "{'a':'[[[]]]','b_0':[]}"),
                row(
                        "G2",
                        "{'parse-json':{'auto':true,'max-chars':5}}",
                        "{'a':'[1,23]','b':'[1,2]'}",
                        "{'a':'[1,23]','b_0':1,'b_1':2}"),
                row("G2", "{'parse-json':['a.*.b']}", "{'a':[{'b':'[]','c':'[]'}]}", "{'a_0_b':[],'a_0_c':'[]'}"),
                // flat: a_0, a_1_b; Connect: kept as array
                row("G3", "{}", "{'a':[1,{'b':2}]}", "{'a_0':1,'a_1_b':2}"),
                row("G3", "{'arrays':'keep'}", "{'a':[1,{'b':2}]}", "{'a':[1,{'b':2}]}"),
                row("G3", "{'arrays':'json-text'}", "{'a':[1,{'b':2}]}", "{'a':'[1,{\\'b\\':2}]'}"),
                row("G3", "{'arrays':'first'}", "{'a':[1,{'b':2}]}", "{'a':1}"),
                row("G3", "{'arrays':'last'}", "{'a':[1,{'b':2}]}", "{'a_b':2}"),
                row(
                        "G3",
                        "{'arrays':{'default':'keep','paths':{'a.b':'first','a.*':'last'}}}",
                        "{'a':{'b':[1,2],'c':[1,2]},'d':[1,2]}",
                        "{'a_b':1,'a_c':2,'d':[1,2]}"),
                row(
                        "G3",
                        "{'arrays':{'paths':{'a':'explode'}},'explode':{'root-id':'id'}}",
                        "{'id':7,'a':[{'b':1},2],'c':3}",
                        "{'root_id':7,'id':7,'c':3}",
                        "{'root_id':7,'path':'a','idx':0,'a_b':1}",
                        "{'root_id':7,'path':'a','idx':1,'a':2}"),
                row(
                        "G3",
                        "{'arrays':'explode','explode':{'root-id':'id','root-id-field':'id','path-field':'p','index-field':'i'}}",
                        "{'id':7,'a.b':[{'c':[true]}]}",
                        "{'id':7}",
                        "{'id':7,'p':'a\\\\.b','i':0}",
                        "{'id':7,'p':'a\\\\.b.0.c','i':0,'a.b_c':true}"),
                row(
                        "G3",
                        "{'arrays':{'paths':{'a':'explode'}},'explode':{'root-id':'id','copy-parent':true}}",
                        "{'id':7,'a':[{'b':1},{'b':2}]}",
                        "{'root_id':7,'id':7}",
                        "{'root_id':7,'id':7,'path':'a','idx':0,'a_b':1}",
                        "{'root_id':7,'id':7,'path':'a','idx':1,'a_b':2}"),
                // flat: kept; Connect: the object vanishes
                row("G4", "{}", "{'a':{},'b':[]}", "{'a':{},'b':[]}"),
                row("G4", "{'empty-containers':'null'}", "{'a':{},'b':[]}", "{'a':null,'b':null}"),
                row("G4", "{'empty-containers':'drop'}", "{'a':{},'b':[],'c':1}", "{'c':1}"),
                // flat and Connect: unchanged
                row("G5", "{}", "{'a b':{'c.d':1}}", "{'a b_c.d':1}"),
                row("G5", "{'rename':{'blanks':true}}", "{'a b':{'c\u00A0d':1}}", "{'a_b_c_d':1}"),
                row(
                        "G5",
                        "{'rename':{'map':{'a_b':'x Y'},'snake-case':true}}",
                        "{'a':{'b':1},'aB':2}",
                        "{'x Y':1,'a_b':2}"),
                row(
                        "G5",
                        "{'rename':{'regex':[{'pattern':'^a_','replacement':''},{'pattern':'(.)b','replacement':'$1x'}]}}",
                        "{'a':{'cb':1}}",
                        "{'cx':1}"),
                row(
                        "G5",
                        "{'rename':{'snake-case':true}}",
                        "{'contentList':{'itemID-2':1,'HTTPHeader':2,'x2Y':3}}",
                        "{'content_list_item_id_2':1,'content_list_http_header':2,'content_list_x2_y':3}"),
                row("G5", "{'rename':{'nfc':true}}", "{'e\u0301':1,'\u1112\u1161\u11ab':2}", "{'é':1,'한':2}"),
                row("G5", "{'rename':{'reserved':['order']}}", "{'Order':1,'orders':2}", "{'Order_':1,'orders':2}"),
                row(
                        "G5",
                        "{'rename':{'max-length':16}}",
                        "{'abcdefghijklmnop':1,'abcdefghijklmnopq':2,'한글한글한글':3}",
                        "{'abcdefghijklmnop':1,'abcdefg_918a954a':2,'한글_2b340553':3}"),
                // flat: {a_b:2}, 1 is lost; Connect: {a_b=2}, 1 is lost
                row("G6", "{}", "{'a_b':1,'a':{'b':2}}", "{'a_b':1,'a_b_2':2}"),
                row("G6", "{}", "{'a_b_2':0,'a_b':1,'a':{'b':2,'b_2':3}}", "{'a_b_2':0,'a_b':1,'a_b_3':2,'a_b_2_2':3}"),
                row(
                        "G6",
                        "{'collisions':'array'}",
                        "{'a_b':[],'a':{'b':2,'':1},'':{'a_b':3},'a_':4}",
                        "{'a_b':[[],2],'a_':[1,4],'_a_b':3}"),
                row("G6", "{'collisions':'reject'}", "{'a_b':1,'a':{'b':2}}"),
                row("G6", "{'collisions':'escape'}", "{'a_b':1,'a':{'b':2}}", "{'a~_b':1,'a_b':2}"),
                row("G6", "{'collisions':'escape','rename':{'snake-case':true}}", "{'aB':1,'AB':2,'ab':3}"),
                row(
                        "G6",
                        "{'rename':{'max-length':16}}",
                        "{'abcdefghijklmn_o':1,'abcdefghijklmn':{'o':2}}",
                        "{'abcdefghijklmn_o':1,'abcdefghijklmn_2':2}"),
                // flat: kept; Connect: kept
                row("G7", "{}", "{'a':null,'b':{'c':null}}", "{'a':null,'b_c':null}"),
                row("G7", "{'nulls':'drop'}", "{'a':null,'b':{'c':null,'d':0}}", "{'b_d':0}"),
                // flat: rounded to 12345678901234567000; Connect: throws for a big integer
                row(
                        "G8",
                        "{}",
                        "{'a':12345678901234567890,'b':1e400,'c':1.10,'d':-0,'e':1E+2,'f':1e999999999}",
                        "{'a':12345678901234567890,'b':1e400,'c':1.10,'d':-0,'e':1E+2,'f':1e999999999}"),
                row("G8", "{}", "{'a':'1e5','b':'007'}", "{'a':'1e5','b':'007'}"),
                // flat: the last wins in silence
                row("G9", "{}", "{'a':1,'b':2,'a':3}", "{'a':3,'b':2}"),
                row("G9", "{'duplicate-keys':'first'}", "{'a':1,'b':2,'a':3}", "{'a':1,'b':2}"),
                row("G9", "{'duplicate-keys':'reject'}", "{'a':1,'b':2,'a':3}"),
                row("G9", "{'duplicate-keys':'reject','parse-json':'auto'}", "{'a':'{\\'b\\':1,\\'b\\':2}'}"),
                // flat: 0_a; Connect: throws
                row("G10", "{}", "[{'a':1},{'a':2}]", "{'a':1}", "{'a':2}"),
                row("G10", "{}", "[{'a':1},2,{'a':3}]", "{'a':1}", "{'a':3}"),
                row("G10", "{'top-level-arrays':'reject'}", "[{'a':1},{'a':2}]"),
                row("G10", "{}", "1"),
                // flat: literal keys; Connect: literal
                row("G11", "{}", "{'__proto__':{'x':1},'한글':{'키':2},'😀':3}", "{'__proto___x':1,'한글_키':2,'😀':3}"),
                row("G11", "{}", "{'constructor':{'prototype':1},'':{'':2}}", "{'constructor_prototype':1,'_':2}"),
                // flat: maxDepth leaves objects; Connect: no limit
                row("G12", "{'max-depth':2}", "{'a':{'b':{'c':[1.0]},'d':1}}", "{'a_b':'{\\'c\\':[1.0]}','a_d':1}"),
                row("G12", "{'max-depth':1}", "{'a':[[1]],'b':{}}", "{'a':'[[1]]','b':{}}"),
                row("G12", "{'max-depth':1,'deep-values':'reject'}", "{'a':[[1]]}"),
                // flat: unflatten guesses; Connect: none; see UnflattenerTest
                row(
                        "G13",
                        "{'profile':'lossless'}",
                        "{'a_b':{'0':[{},null]},'':1}",
                        "{'a~_b_~0_0':{},'a~_b_~0_1':null,'':1}"));
    }

    private static Arguments row(String id, String rules, String document, String... records) {
        return Arguments.of(
                id,
                quoted(rules),
                quoted(document),
                Stream.of(records).map(FlattenContractTest::quoted).toList());
    }

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("table")
    void makesOfEachDocumentWhatTheContractSays(String id, String rules, String document, List<String> records) {
        FlattenRules read = FlattenRules.of(Json.tree(rules));
        Flattener flattener = Flattener.of(read);

        List<String> flat = JsonObjects.all(document.getBytes(UTF_8), read.reading()).stream()
                .flatMap(part -> part.fold(
                        parsed -> Json.texts(flattener.flatten(parsed.object())).stream(), broken -> Stream.of()))
                .toList();

        assertThat(flat).isEqualTo(records);
        if (!id.equals("G9")) {
            assertThat(Json.flat(read, document)).isEqualTo(records);
        }
    }

    @Test
    void makesTwoLinesOfTwoGluedEventsOfAnAttributionProvider() {
        byte[] glued = (TAPPYTOON + TAPPYTOON).getBytes(UTF_8);
        for (ParseJson parseJson : List.of(ParseJson.at("event_value"), ParseJson.automatic())) {
            FlattenRules rules = FlattenRules.defaults().with(parseJson);
            Flattener flattener = Flattener.of(rules);

            List<String> lines = JsonObjects.all(glued, rules.reading()).stream()
                    .map(part -> part.fold(parsed -> flattener.flatten(parsed.object()), broken -> null))
                    .flatMap(flattened -> Json.texts(flattened).stream())
                    .toList();

            assertThat(lines).containsExactly(TAPPYTOON_FLAT, TAPPYTOON_FLAT);
        }
    }

    static Stream<Arguments> counted() {
        return Stream.of(
                Arguments.of("{}", "{'a':{'b':[1,null,{}]}}", "{}"),
                Arguments.of("{}", "{'a_b':1,'a':{'b':2}}", "{collisions=1}"),
                Arguments.of(
                        "{'parse-json':['a','b','c','d']}",
                        "{'a':'{}','b':'{x','c':'y','d':1}",
                        "{parsed_texts=1, unparsed_texts=2}"),
                Arguments.of(
                        "{'parse-json':'auto'}", "{'a':'{}','b':'{x','c':'{x}'}", "{parsed_texts=1, unparsed_texts=1}"),
                Arguments.of(
                        "{'parse-json':'auto'}", "{'a':'{\\'b\\':1,\\'b\\':2}'}", "{duplicate_keys=1, parsed_texts=1}"),
                Arguments.of("{'max-depth':1}", "{'a':{'b':1},'c':[1]}", "{depth_cuts=2}"),
                Arguments.of("{'arrays':'explode'}", "{'a':[1,2]}", "{exploded_elements=2}"),
                Arguments.of("{'arrays':'first'}", "{'a':[1,2,3],'b':[1]}", "{dropped_elements=2}"),
                Arguments.of("{'nulls':'drop'}", "{'a':null}", "{dropped_nulls=1}"),
                Arguments.of("{'empty-containers':'drop'}", "{'a':{},'b':[]}", "{dropped_containers=2}"),
                Arguments.of("{}", "[1,{},null]", "{rejected=2}"));
    }

    @ParameterizedTest
    @MethodSource("counted")
    void countsWhatIsNotAsItWas(String rules, String document, String tallies) {
        Flattener flattener = Flattener.of(FlattenRules.of(Json.tree(quoted(rules))));

        assertThat(flattener.flatten(Json.tree(quoted(document))).tallies()).hasToString(tallies);
    }

    @Test
    void saysWhyItRejects() {
        Flattener flattener = Flattener.of(FlattenRules.defaults().with(Collisions.REJECT));

        Flattened flattened = flattener.flatten(Json.tree("[{\"a_b\":1,\"a\":{\"b\":2}},{\"c\":1},[]]"));

        assertThat(Json.texts(flattened)).containsExactly("{\"c\":1}");
        assertThat(flattened.rejections())
                .containsExactly(
                        new Rejection(Rejection.Reason.COLLISION, 0, "two values with the flat key a_b"),
                        new Rejection(Rejection.Reason.NOT_AN_OBJECT, 2, "not an object"));
    }

    @Test
    void givesADocumentWithoutAnIdTheHashOfItsText() {
        FlattenRules rules = FlattenRules.defaults().with(ArrayPolicy.EXPLODE);

        List<String> once = Json.flat(rules, "{\"a\":[1]}");

        // printf '{"a":[1]}' | sha256sum
        assertThat(once)
                .containsExactly(
                        "{\"root_id\":\"ff5464c34287e9ec505b9f76573a4cb0\"}",
                        "{\"root_id\":\"ff5464c34287e9ec505b9f76573a4cb0\",\"path\":\"a\",\"idx\":0,\"a\":1}");
        assertThat(Json.flat(rules, "{ \"a\" : [1] }")).isEqualTo(once);
    }
}
