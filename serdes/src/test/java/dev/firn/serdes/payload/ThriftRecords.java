package dev.firn.serdes.payload;

/** Whole records in base64, written by libthrift. */
final class ThriftRecords {

    /** {@code SnowplowRawEvent} with eight headers. */
    static final String LEGACY =
            "CgABAAABQ5iGqAYLABQAAAAQc3NjLTAuMC4xLVN0ZG91dAsAHgAAAAVVVEYtOAsAKAAAAAkxMjcuMC4wLjEMACkIAAEAAAAB"
                    + "CAACAAAAAQsAAwAAABh0ZXN0UGFyYW09MyZ0ZXN0UGFyYW0yPTQACwAtAAAACTEyNy4wLjAuMQsAMgAAAGhNb3ppbGxhLzUu"
                    + "MCAoWDExOyBMaW51eCB4ODZfNjQpIEFwcGxlV2ViS2l0LzUzNy4zNiAoS0hUTUwsIGxpa2UgR2Vja28pIENocm9tZS8zMS4w"
                    + "LjE2NTAuNjMgU2FmYXJpLzUzNy4zNg8ARgsAAAAIAAAAL0Nvb2tpZTogc3A9YzVmM2EwOWYtNzVmOC00MzA5LWJlYzUtZmVh"
                    + "NTYwZjc4NDU1AAAAGkFjY2VwdC1MYW5ndWFnZTogZW4tVVMsIGVuAAAAJEFjY2VwdC1FbmNvZGluZzogZ3ppcCwgZGVmbGF0"
                    + "ZSwgc2RjaAAAAHRVc2VyLUFnZW50OiBNb3ppbGxhLzUuMCAoWDExOyBMaW51eCB4ODZfNjQpIEFwcGxlV2ViS2l0LzUzNy4z"
                    + "NiAoS0hUTUwsIGxpa2UgR2Vja28pIENocm9tZS8zMS4wLjE2NTAuNjMgU2FmYXJpLzUzNy4zNgAAAFZBY2NlcHQ6IHRleHQv"
                    + "aHRtbCwgYXBwbGljYXRpb24veGh0bWwreG1sLCBhcHBsaWNhdGlvbi94bWw7cT0wLjksIGltYWdlL3dlYnAsICovKjtxPTAu"
                    + "OAAAABhDYWNoZS1Db250cm9sOiBtYXgtYWdlPTAAAAAWQ29ubmVjdGlvbjoga2VlcC1hbGl2ZQAAABRIb3N0OiAxMjcuMC4w"
                    + "LjE6ODA4MAsAUAAAACRjNWYzYTA5Zi03NWY4LTQzMDktYmVjNS1mZWE1NjBmNzg0NTUA";

    /** A GET of {@code /i}; the client's tracker was the JavaScript one. */
    static final String PAGE_VIEW =
            "CwBkAAAACDEwLjAuMC4xCgDIAAABi8/la+gLANIAAAAFVVRGLTgLANwAAAAPc3NjLTIuOS4yLWthZmthCwEsAAAADU1vemls"
                    + "bGEvNS4wCVgLATYAAAAYaHR0cHM6Ly9yZWYuZXhhbXBsZS5jb20vCwFAAAAAAi9pCwFKAAAB0mU9cHYmcD13ZWImdHY9anMt"
                    + "My41LjAmdG5hPXNwMSZhaWQ9c2hvcCZlaWQ9RjczMkQyNzgtMTIwRS00QUI2LTg0NUItQzFGMTFDRDg1REM3JmR0bT0xNzAw"
                    + "MDAwMDAwMDAwJnN0bT0xNzAwMDAwMDAwNTAwJnVybD1odHRwcyUzQSUyRiUyRnd3dy5leGFtcGxlLmNvbSUyRnAlMkZ4JTIw"
                    + "eSUzRnV0bV9zb3VyY2UlM0RnJTI2X3NwJTNEYWJjLjE0MjYyNDU1NjEzNjglMjN0b3AmcGFnZT1IZWxsbyUwOVdvcmxkJTBB"
                    + "JnJlZnI9aHR0cCUzQSUyRiUyRnd3dy5nb29nbGUuY29tJTJGc2VhcmNoJTNGcSUzRGEmcmVzPTE5MjB4MTA4MCZ2cD0xMjAw"
                    + "eDgwMCZkcz0xMjAweDQwMDAmY2Q9MjQmY29va2llPTEmbGFuZz1rby1LUiZjcz1VVEYtOCZ0ej1Bc2lhJTJGU2VvdWwmZHVp"
                    + "ZD1kMSZ2aWQ9MyZzaWQ9ODIxMzgzMDQtMTFFNi00OTk5LTkyQTktMkI5OTExOEVDNTBBJnVpZD1hbGV4KzEyMyZ0aWQ9MDA3"
                    + "JmZfcGRmPTEmZl9qYXZhPTAPAV4LAAAAAgAAACZYLUZvcndhcmRlZC1Gb3I6IDIwMy4wLjExMy45LCAxMC4xLjEuMQAAABNI"
                    + "b3N0OiBjLmV4YW1wbGUuY29tCwGQAAAADWMuZXhhbXBsZS5jb20LAZoAAAAkNzVhMTM1ODMtNWM5OS00MGUzLTgxZmMtNTQx"
                    + "MDg0ZGZjNzg0C3ppAAAAQWlnbHU6Y29tLnNub3dwbG93YW5hbHl0aWNzLnNub3dwbG93L0NvbGxlY3RvclBheWxvYWQvdGhy"
                    + "aWZ0LzEtMC0wAA==";

    static final String PAGE_VIEW_QUERYSTRING =
            "e=pv&p=web&tv=js-3.5.0&tna=sp1&aid=shop&eid=F732D278-120E-4AB6-845B-C1F11CD85DC7&dtm=17000000000"
                    + "00&stm=1700000000500&url=https%3A%2F%2Fwww.example.com%2Fp%2Fx%20y%3Futm_source%3Dg%26_sp%3Dabc."
                    + "1426245561368%23top&page=Hello%09World%0A&refr=http%3A%2F%2Fwww.google.com%2Fsearch%3Fq%3Da&res="
                    + "1920x1080&vp=1200x800&ds=1200x4000&cd=24&cookie=1&lang=ko-KR&cs=UTF-8&tz=Asia%2FSeoul&duid=d1&vi"
                    + "d=3&sid=82138304-11E6-4999-92A9-2B99118EC50A&uid=alex+123&tid=007&f_pdf=1&f_java=0";

    /** A POST of two structured events, the second with an event id that is none. */
    static final String POST =
            "CwBkAAAACDEwLjAuMC4xCgDIAAABi8/la+gLANIAAAAFVVRGLTgLANwAAAAPc3NjLTIuOS4yLWthZmthCwFAAAAAIy9jb20u"
                    + "c25vd3Bsb3dhbmFseXRpY3Muc25vd3Bsb3cvdHAyCwFUAAABQXsic2NoZW1hIjoiaWdsdTpjb20uc25vd3Bsb3dhbmFseXRp"
                    + "Y3Muc25vd3Bsb3cvcGF5bG9hZF9kYXRhL2pzb25zY2hlbWEvMS0wLTQiLCJkYXRhIjpbeyJlIjoic2UiLCJwIjoic3J2Iiwi"
                    + "dHYiOiJweS0xLjAuMCIsImVpZCI6ImE3MjlkMjc4LTExMGEtNGFjNi04NDViLWQxZjEyY2U0NWFjNyIsInNlX2NhIjoiZWNv"
                    + "bW0iLCJzZV9hYyI6ImFkZCIsInNlX3ZhIjoiMUU3IiwidHRtIjoiMTcwMDAwMDAwMDAwMCJ9LHsiZSI6InNlIiwicCI6InNy"
                    + "diIsInR2IjoicHktMS4wLjAiLCJlaWQiOiJub3QtYS11dWlkIiwic2VfY2EiOiJlY29tbSIsInNlX2FjIjoiYWRkIn1dfQ8B"
                    + "XgsAAAACAAAAG0ZvcndhcmRlZDogZm9yPTE5OC41MS4xMDAuNwAAAB9hcHBsaWNhdGlvbi9qc29uOyBjaGFyc2V0PXV0Zi04"
                    + "CwFoAAAAH2FwcGxpY2F0aW9uL2pzb247IGNoYXJzZXQ9dXRmLTgLAZAAAAANYy5leGFtcGxlLmNvbQt6aQAAAEFpZ2x1OmNv"
                    + "bS5zbm93cGxvd2FuYWx5dGljcy5zbm93cGxvdy9Db2xsZWN0b3JQYXlsb2FkL3RocmlmdC8xLTAtMAA=";

    private ThriftRecords() {}
}
