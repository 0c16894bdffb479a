// The readings that ICU 72 does not give, for characters that occur in names; only pinyin.cpp reads
// them. Chosen by hand from those that the common pinyin input methods know. Generous on purpose: a
// reading too many costs a line in a list of hits, one too few a guest who is not found.
#pragma once

#include <string_view>

namespace yingbin {

// Each character with its further readings, by reading. v stands for ü.
inline constexpr std::string_view kReadings =
    "呵a 腌a 厂an 广an 伯bai 旁bang 刨bao 剥bao 曝bao 瀑bao 炮bao 臂bei 夯ben 賁ben 蚌beng "
    "泌bi 祕bi 芘bi 費bi 贲bi 费bi 辟bi 屏bing 槟bing 孛bo 擘bo 柏bo 泊bo 百bo 般bo/pan 薄bo "
    "魄bo/tuo 臧cang 曾ceng 刹cha 喳cha 嚓cha 楂cha 差chai/ci 单chan 孱chan 掺chan 倘chang "
    "裳chang 長chang 剿chao 綽chao 绰chao 尺che 伧chen 沈chen 称chen 稱chen 肜chen 盛cheng "
    "铛cheng 匙chi 豉chi 郗chi 種chong 仇chou 缍chui 啜chuo 兹ci 茲ci 卒cu 攒cuan 衰cui 蹲cun "
    "瘥cuo 大dai 石dan 底de 得dei 澄deng 地di 坻di 提di 的di 翟di 嗲dia 鈿dian 鸟diao 町ding "
    "讀dou 读dou 钭dou 都du 顿du 敦dui 度duo 沲duo 驮duo 哦e 阿e 玢fen 佛fo/bo 宓fu 脯fu "
    "芾fu 伽ga/qie 咖ga 夹ga 芥gai 乾gan 颃gang 鎬gao 合ge 蓋ge 蛤ge 颌ge 颈geng 紅gong 红gong "
    "句gou 賈gu 贾gu 鵠gu 呱gua 綸guan 纶guan 炅gui 掴guo 涡guo 渦guo 聒guo 虾ha 蝦ha 解hai "
    "闞han 吭hang 巷hang 桁hang 行hang/heng 镐hao 吓he 纥he 貉he 黑he 珩heng 戏hu 戲hu 核hu 許hu "
    "许hu 鹄hu 鹘hu 还huan 還huan 徊hui 桧hui 檜hui 溃hui 琿hui 珲hun 和huo/hu 其ji 奇ji 期ji "
    "系ji 給ji 给ji 革ji 騎ji 骑ji 嘏jia 挟jia 槛jian 浅jian 淺jian 強jiang 强jiang 虹jiang "
    "嚼jiao 校jiao 覺jiao 觉jiao 价jie 偈jie 價jie 家jie 桔jie 楷jie 藉jie 诘jie 頡jie 劲jing "
    "勁jing 靓jing 且ju 枸ju 柜ju 瞿ju 車ju 车ju 圈juan 脚jue 角jue 隽jun 雋jun 龜jun/qiu "
    "龟jun/qiu 阚kan 咳ke 蚵ke 朏ku 会kuai 會kuai 浍kuai 傀kui 隗kui 落la/lao 絡lao 络lao 勒le "
    "肋lei 鬲li 俩liang 倆liang 倞liang 靚liang 潦liao 崚ling 棱ling 稜ling 碌liu 陆liu 陸liu "
    "弄long 露lou 六lu 捋luo 烙luo 猓luo 跞luo 偻lv 呒m/mu 抹ma 摩ma 唛mai 埋man 糜mei 鞔men "
    "氓meng 汩mi 繆miao/miu 缪miao/miu 玟min 黾min 万mo 冒mo 嬷mo 沒mo 没mo 脈mo 脉mo 萬mo 麥mo "
    "麦mo 姥mu 模mu 南na 佴nai 囝nan 呐ne 哪nei/ne 呢ni 溺niao 乜nie 摄nie 拗niu 娜nuo 那nuo "
    "區ou 扒pa 耙pa 钯pa 迫pai 番pan 胖pan 蹒pan 彷pang 磅pang 膀pang 逢pang 妃pei 否pi 裨pi "
    "陂pi/po 便pian 扁pian 朴piao/po 驃piao 骠piao 拚pin 冯ping 馮ping 泺po 埔pu 堡pu/bu "
    "暴pu 丌qi 亟qi 枝qi 欹qi 溪qi 稽qi 緝qi 缉qi 荠qi 卡qia 亁qian 犍qian 纖qian 纤qian 荨qian "
    "壳qiao 峤qiao 嶠qiao 雀qiao 茄qie 趄qie 廑qin 矜qin/guan 蓁qin 覃qin/xun 亲qing 綮qing "
    "親qing 湫qiu 焌qu 苣qu 炔que 喏re 思sai 塞se 杉sha 色shai 掸shan 栅shan 禅shan 禪shan "
    "汤shang 湯shang 杓shao 鞘shao 库she 拾she 葉she 誰shei 参shen/cen 參shen/cen 沉shen 糁shen "
    "莘shen 葚shen 諶shen 谌shen 乘sheng 晟sheng 什shi 嘘shi 殖shi 熟shou 俞shu 沐shu 率shuai "
    "泷shuang 瀧shuang 谁shui 数shuo 數shuo 伺si 似si 俟si 偲si 食si 縮su 缩su 挲suo/sha 莎suo "
    "沓ta 漯ta 呔tai 骀tai 弹tan 彈tan 澹tan 镡tan/xin 叨tao 焘tao 燾tao 俶ti 佃tian 钿tian "
    "苕tiao 調tiao 调tiao 珵ting 铤ting 侗tong 垌tong 峒tong 忒tui/tei 囤tun 拓tuo 柁tuo 铊tuo "
    "莞wan 蔓wan 崴wei 遗wei 忞wen 蕴wen 蘊wen 呙wo 咼wo/wai 於wu 栖xi 棲xi 歙xi 腊xi 茜xi "
    "裼xi 蹊xi 郄xi 銑xi 厦xia 呷xia 唬xia 廈xia 洗xian 見xian 见xian 铣xian 降xiang "
    "削xiao 蛸xiao 叶xie 契xie 血xie 颉xie 寻xin 尋xin 省xing 饧xing 芎xiong 宿xiu 圩xu 浒xu "
    "滸xu 畜xu 县xuan 噱xue 浚xun 濬xun 蕁xun 郇xun 剡yan 埏yan 殷yan 铅yan 阏yan 么yao "
    "乐yao 侥yao 洮yao 疟yao 约yao 铫yao 陶yao 咽ye 射ye 邪ye 仡yi 尾yi 艾yi 荑yi 蛇yi 湮yin "
    "窨yin 龈yin 滎ying 荥ying 繇you/zhou 蝤you 吁yu 喁yu 熨yu 粥yu 蔚yu 谷yu 圜yuan 宛yuan "
    "芫yuan 菀yuan 哕yue 栎yue 樂yue/yao 櫟yue 說yue/shui 说yue/shui 钥yue 員yun 筠yun 扎za "
    "仔zai 藏zang 侧ze/zhai 側ze/zhai 综zeng 轧zha/ga 哜zhai 择zhai 擇zhai 祭zhai 辗zhan 颤zhan "
    "长zhang 嘲zhao 晁zhao 朝zhao 螫zhe 帧zhen 椹zhen 溱zhen 丁zheng 峙zhi 氏zhi 識zhi 识zhi "
    "啁zhou 碡zhou 属zhu 屬zhu 术zhu 著zhu/zhuo 褚zhu 挝zhua 爪zhua 传zhuan 傳zhuan 僮zhuang "
    "奘zhuang 幢zhuang 椎zhui 屯zhun 焯zhuo 琢zhuo 着zhuo/zhao/zhu 缴zhuo 吱zi 呲zi 茈zi 枞zong "
    "菹zu 赚zuan 咀zui 觜zui 凿zuo 嘬zuo 撮zuo 柞zuo 笮zuo 迮zuo 酢zuo ";

// Surnames of two characters that are not read like their characters one by one.
inline constexpr std::string_view kLongSurnames =
    "尉迟yu/chi 尉遲yu/chi 万俟mo/qi 萬俟mo/qi 长孙zhang/sun 長孫zhang/sun 单于chan/yu 單于chan/yu "
    "澹台tan/tai 澹臺tan/tai 乐正yue/zheng 樂正yue/zheng ";

// Where the reading that is usual differs from ICU's: in front, as a surname.
inline constexpr std::string_view kUsualSurnames =
    "朴piao 缪miao 繆miao 覃qin 员yun 祭zhai 洗xian 冼xian ";

}  // namespace yingbin
